package main

// globals are the flags that every command takes.
type globals struct {
	Dir  string `placeholder:"DIR"`
	JSON bool   `name:"json"`
	Lang string `placeholder:"vi|en" enum:"vi,en," default:""`
}

// commands are all of them. What each is for stands in the language files under "server.help." and its words; a flag's or
// an operand's under "server.flag." and "server.arg.".
type commands struct {
	globals

	Serve serveCmd `cmd:"" default:"withargs" example:"server serve --port 8080"`
	Demo  demoCmd  `cmd:"" example:"server demo --dir demo\nserver demo --watch dao-duc-cong-vu"`

	Courses struct {
		Check     courseCheckCmd     `cmd:"" example:"server courses check dao-duc-cong-vu"`
		Import    courseImportCmd    `cmd:"" example:"server courses import dao-duc-cong-vu --publish --note 'Điều 147 mới'\nserver courses import so-tay-mdbook --category job_position --title 'Sổ tay nghiệp vụ'"`
		Export    courseExportCmd    `cmd:"" example:"server courses export dao-duc-cong-vu ban-sao --version 2"`
		New       courseNewCmd       `cmd:"" example:"server courses new an-toan-thong-tin --unit VKS-TINH"`
		Citations courseCitationsCmd `cmd:"" example:"server courses citations --instrument 101/2015/QH13 --article 147"`
	} `cmd:""`
	Import struct {
		Officers importOfficersCmd `cmd:"" example:"server import officers --dry-run danh-sach.xlsx"`
	} `cmd:""`
	Export struct {
		Completions exportCompletionsCmd `cmd:"" example:"server export completions --format xlsx --from 2026-01-01 --to 2026-12-31 --unit VKS-TINH --out ket-qua.xlsx"`
	} `cmd:""`

	User struct {
		Add     userAddCmd     `cmd:"" example:"server user add --username lan --name 'Nguyễn Thị Lan' --role hr --unit VKS-TINH"`
		List    userListCmd    `cmd:"" example:"server user list"`
		Passwd  userPasswdCmd  `cmd:"" example:"server user passwd lan"`
		Factor  userFactorCmd  `cmd:"" name:"clear-factor" example:"server user clear-factor lan"`
		Disable userDisableCmd `cmd:"" example:"server user disable lan"`
		Enable  userEnableCmd  `cmd:"" example:"server user enable lan"`
		Grant   userGrantCmd   `cmd:"" example:"server user grant lan --role head --unit VKS-P1 --reason 'Quyết định 45/QĐ-VKS'"`
		Revoke  userRevokeCmd  `cmd:"" example:"server user revoke 0192f0c4-7c1e-7000-8000-000000000001 --reason 'Chuyển công tác'"`
		Roles   userRolesCmd   `cmd:"" example:"server user roles --all"`
	} `cmd:""`
	Unit struct {
		Add  unitAddCmd  `cmd:"" example:"server unit add --code VKS-TINH --name 'Viện kiểm sát nhân dân tỉnh' --kind province"`
		List unitListCmd `cmd:"" example:"server unit list --on 2025-06-30"`

		Rename  unitRenameCmd  `cmd:"" example:"server unit rename P2 --name 'Phòng 2 (kinh tế, chức vụ, ma túy)' --on 2025-07-01 --dry-run"`
		Move    unitMoveCmd    `cmd:"" example:"server unit move KV1-VP --parent KV1 --on 2025-07-01"`
		Merge   unitMergeCmd   `cmd:"" example:"server unit merge H-A H-B --into KV1 --on 2025-07-01 --decision 'Nghị quyết 84/2025/UBTVQH15'"`
		Abolish unitAbolishCmd `cmd:"" example:"server unit abolish P12 --to P1 --on 2026-01-01 --dry-run"`
		Undo    unitUndoCmd    `cmd:"" example:"server unit undo 0192f0c4-7c1e-7000-8000-000000000001"`
	} `cmd:""`
	Officer struct {
		Transfer officerTransferCmd `cmd:"" example:"server officer transfer 001234 --unit KV1 --from 2026-01-01 --decision '12/QĐ-VKS'"`
		Leave    officerLeaveCmd    `cmd:"" example:"server officer leave 001234 --last 2026-06-30 --reason retired"`
		Erase    officerEraseCmd    `cmd:"" example:"server officer erase 001234 --reason 'Nghỉ hưu, hết thời hạn lưu' --apply"`

		Add officerAddCmd `cmd:"" example:"server officer add --number 001234 --name 'Nguyễn Văn An' --unit VKS-TINH"`
	} `cmd:""`

	Verify verifyCmd `cmd:"" example:"server verify --key liem.pub --head dau-so.txt"`
	Ledger struct {
		Head ledgerHeadCmd `cmd:"" example:"server ledger head --out dau-so.txt"`
		Key  ledgerKeyCmd  `cmd:"" example:"server ledger key --out liem.pub"`
	} `cmd:""`

	Retention retentionCmd `cmd:"" example:"server retention"`

	Backup  backupCmd  `cmd:"" example:"server backup /mnt/sao-luu --keys /mnt/khoa/keys.tar"`
	Restore restoreCmd `cmd:"" example:"server restore /mnt/sao-luu/liem-20261124T190000Z.tar.zst --dir data-moi --apply"`
	Migrate migrateCmd `cmd:"" example:"server migrate --dry-run"`
	Doctor  doctorCmd  `cmd:"" example:"server doctor"`
	Rebind  rebindCmd  `cmd:"" example:"server rebind --apply"`
	Config  configCmd  `cmd:"" example:"server config"`
	Version versionCmd `cmd:"" example:"server version"`
}
