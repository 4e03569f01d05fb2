package people

// Role is what somebody does with the program.
type Role string

// The seven roles.
const (
	RoleOfficer   Role = "officer"   // takes courses
	RoleAuthor    Role = "author"    // writes courses and questions
	RoleManager   Role = "manager"   // publishes, assigns, watches progress
	RoleHR        Role = "hr"        // officers, units, personnel reports
	RoleHead      Role = "head"      // answers for a unit's targets
	RoleInspector Role = "inspector" // reads everything in scope, changes nothing
	RoleAdmin     Role = "admin"     // accounts and settings
)

// Roles lists the roles.
var Roles = []Role{RoleOfficer, RoleAuthor, RoleManager, RoleHR, RoleHead, RoleInspector, RoleAdmin}

// Valid tells whether it is one of the seven.
func (r Role) Valid() bool {
	_, ok := allowed[r]
	return ok
}

// Granted tells whether it is a role that somebody gives; one is an officer by being one.
func (r Role) Granted() bool { return r.Valid() && r != RoleOfficer }

// Staff types (loại nhân sự). The yearly norm of Nghị định 171/2025/NĐ-CP binds civil servants.
const (
	CivilServant   = "civil_servant"   // công chức
	PublicEmployee = "public_employee" // viên chức
	Contract       = "contract"        // người lao động
)

// StaffTypes lists the staff types.
var StaffTypes = []string{CivilServant, PublicEmployee, Contract}
