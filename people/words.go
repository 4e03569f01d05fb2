package people

// Titles and positions that forms suggest; others may be typed. They are words of the law and of organisation charts
// (Luật Tổ chức Viện kiểm sát nhân dân), the same in every language.
var (
	Titles = []string{"Kiểm sát viên cao cấp", "Kiểm sát viên trung cấp", "Kiểm sát viên sơ cấp", "Kiểm tra viên cao cấp", "Kiểm tra viên chính",
		"Kiểm tra viên", "Điều tra viên cao cấp", "Điều tra viên trung cấp", "Điều tra viên sơ cấp", "Chuyên viên cao cấp", "Chuyên viên chính",
		"Chuyên viên", "Cán sự", "Kế toán viên", "Văn thư viên", "Nhân viên"}
	Positions = []string{"Viện trưởng", "Phó Viện trưởng", "Trưởng phòng", "Phó Trưởng phòng", "Chánh Văn phòng", "Phó Chánh Văn phòng",
		"Chánh Thanh tra", "Phó Chánh Thanh tra", "Lái xe", "Bảo vệ"}
)
