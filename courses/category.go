package courses

// Category is one of the five content types of training for civil servants (Nghị định 171/2025/NĐ-CP).
type Category string

// The categories.
const (
	PoliticalTheory   Category = "political_theory"   // lý luận chính trị
	DefenceSecurity   Category = "defence_security"   // kiến thức quốc phòng và an ninh
	StateManagement   Category = "state_management"   // kiến thức, kỹ năng quản lý nhà nước
	JobPosition       Category = "job_position"       // kiến thức, kỹ năng theo yêu cầu vị trí việc làm
	DigitalInnovation Category = "digital_innovation" // khoa học công nghệ, đổi mới sáng tạo, kỹ năng số
)

// Categories lists the categories in the order of the decree, which reports keep.
var Categories = []Category{PoliticalTheory, DefenceSecurity, StateManagement, JobPosition, DigitalInnovation}

// Themes of a course, a finer label beside the category.
var Themes = []string{"professional", "political", "ethics", "digital"}
