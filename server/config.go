package main

import (
	"fmt"
	"text/tabwriter"

	"liem/server/app"
)

// configCmd lists every variable of the environment.
type configCmd struct{}

// described is a variable with what it is for.
type described struct {
	app.Variable
	Description string `json:"description"`
}

// Run prints the variables with the value in force, the default, and what they are for. Passwords are masked.
func (*configCmd) Run(c *console) error {
	var list []described
	for _, v := range c.config.Variables() {
		list = append(list, described{v, c.p.T(v.TextKey())})
	}
	if c.json {
		return c.print(list)
	}
	t := tabwriter.NewWriter(c.out, 0, 0, 3, ' ', 0)
	fmt.Fprintln(t, c.p.T("server.config.header"))
	for _, v := range list {
		fmt.Fprintf(t, "%s\t%s\t%s\t%s\n", v.Name, orDash(v.Value), orDash(v.Default), v.Description)
	}
	return t.Flush()
}

func orDash(s string) string {
	if s == "" {
		return "–"
	}
	return s
}
