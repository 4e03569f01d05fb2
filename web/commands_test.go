package web_test

// commands are the words of scripts.
//
// Before a request, about the site:
//
//	person ACCOUNT UNIT NAME       adds an officer with an account; "person x P1 Tên, hr head" with roles over the unit
//	staff ACCOUNT UNIT ROLE        adds an account with a role that is no officer's
//	publish FOLDER                 publishes a folder of folders_test.go, as the command line does
//	complete ACCOUNT SLUG          takes a course to its end for somebody
//	public URL                     serves the site under a public address from now on
//	clock +21m                     moves the clock
//	factors POLICY                 asks for second factors: required, optional or off
//	code NAME SECRET               keeps the code that a device with this secret shows now as $NAME
//	sql STATEMENT                  does something to the database that the program would not
//
// Requests:
//
//	as ACCOUNT                     goes on in that person's browser, signed in; "as nobody": in one where nobody is
//	browser NAME                   goes on in another browser
//	send NAME: VALUE               with the next request; an empty value leaves out what a browser would send
//	token VALUE, without token     another form token with the next request, or none
//	GET, HEAD, follow, open LINK   ask for an address, for where the last answer leads, or for where a link of the page does
//	POST PATH name=value …         sends a form that the script makes up; name=@good.zip a file
//	PUT PATH JSON                  sends JSON, as the attempt's script does
//	fill NAME VALUE, choose LABEL, press BUTTON    fill in the page's own form and send it
//	again                          sends the last request once more
//
// Answers:
//
//	status, header NAME REGEXP, no NAME, one NAME, has TEXT, hasn't TEXT, begins HEX, cell B2 TEXT, log TEXT
//	save NAME HEADER REGEXP, find NAME REGEXP      keep a part of the header or of the body as $NAME
var commands map[string]func(s *script, args string) error

func init() { // the commands refer to the table by way of run
	commands = map[string]func(s *script, args string) error{
		"person": (*script).person, "staff": (*script).addStaff, "publish": (*script).publish, "complete": (*script).complete,
		"public": (*script).public, "clock": (*script).move, "sql": (*script).sql,
		"factors": (*script).factors, "code": (*script).code, "strict": (*script).strict,
		"as": (*script).as, "browser": (*script).switchTo, "send": (*script).with, "token": (*script).otherToken, "without": (*script).withoutToken,
		"GET": asking("GET"), "HEAD": asking("HEAD"), "POST": (*script).post, "PUT": (*script).put, "follow": (*script).follow, "open": (*script).open,
		"fill": (*script).fill, "choose": (*script).tick, "press": (*script).push, "again": (*script).repeat,
		"status": (*script).isStatus, "header": (*script).hasHeader, "no": (*script).lacksHeader, "one": (*script).oneHeader, "has": (*script).has, "hasn't": (*script).lacks,
		"begins": (*script).begins, "cell": (*script).cell, "log": (*script).logged, "save": (*script).save, "find": (*script).find,
	}
}
