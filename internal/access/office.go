package access

import "slices"

// Right is something a person may do outside of cases: keep the house. The
// values are part of the API, which tells the console what to offer.
type Right string

// The rights.
const (
	ManageOrgs     Right = "manage.orgs"     // divisions, organisations
	ManageMembers  Right = "manage.members"  // members of one's own organisation, or of any
	ManageRooms    Right = "manage.rooms"    // meeting rooms of one's own organisation
	ManageCodes    Right = "manage.codes"    // code lists, policies, official days
	ManageAccounts Right = "manage.accounts" // create, disable
	ManagePosts    Right = "manage.posts"    // grant, end, reset, revoke
	ReadAccounts   Right = "read.accounts"
	ReadLedger     Right = "read.ledger" // streams that are not cases
	VerifyLedger   Right = "verify.ledger"
	ShareViews     Right = "share.views" // filters of the ledger, with the unit and below

	ReadFindings Right = "read.findings" // malware found in anybody's files, without their names

	ReadDestruction    Right = "read.destruction"    // files whose time of keeping ends, and batches of them
	ProposeDestruction Right = "propose.destruction" // puts a batch before a second person
	DecideDestruction  Right = "decide.destruction"  // the second person
	ReadRegister       Right = "read.register"       // certificates, by number and how much
)

// rights says which roles carry which right. The three administrators share
// nothing that lets one of them alone both create and empower, or act and judge
// the record of it.
var rights = map[Right][]Role{
	ManageOrgs:     {SystemAdmin},
	ManageMembers:  {SystemAdmin, Head},
	ManageRooms:    {Head, Receptionist, Dispatcher},
	ManageCodes:    {SystemAdmin},
	ManageAccounts: {SystemAdmin},
	ManagePosts:    {SecurityAdmin},
	ReadAccounts:   {SystemAdmin, SecurityAdmin},
	ReadLedger:     {AuditAdmin},
	VerifyLedger:   {AuditAdmin, Head, Archivist},
	ShareViews:     {Head},
	ReadFindings:   {SystemAdmin, SecurityAdmin},

	ReadDestruction:    {Archivist, Head},
	ProposeDestruction: {Archivist},
	DecideDestruction:  {Head, Archivist},
	ReadRegister:       {Archivist, Head, SecurityAdmin, AuditAdmin},
}

// Has reports whether the post acted for carries right. A head keeps the members
// of the own organisation only; whoever asks checks which.
func (a Actor) Has(right Right) bool { return slices.Contains(rights[right], a.Acting.Role) }

// Rights lists what the post acted for carries, sorted.
func (a Actor) Rights() []Right {
	var out []Right
	for r, roles := range rights {
		if slices.Contains(roles, a.Acting.Role) {
			out = append(out, r)
		}
	}
	slices.Sort(out)
	return out
}

// Starts lists the acts that begin a case and that the post acted for may do.
func (a Actor) Starts() []Act {
	var out []Act
	for act, rule := range rules {
		if len(rule.Relations) == 0 && slices.Contains(rule.Roles, a.Acting.Role) {
			out = append(out, act)
		}
	}
	slices.Sort(out)
	return out
}

// ReadsCases reports whether any live post of the actor reads cases.
func (a Actor) ReadsCases() bool {
	return slices.ContainsFunc(a.Posts, func(p Post) bool { return p.Role.ReadsCases() })
}
