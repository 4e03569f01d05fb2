package api

import (
	"liem/internal/fault"
	"liem/internal/sheet"
	"liem/people/roster"
	"liem/web/page"
)

// ImportOfficersCall describes the call.
var ImportOfficersCall = page.Call{Summary: "roster.api", Out: roster.Report{}, Form: []page.CallField{
	{Name: "dry_run", Kind: "boolean", Summary: "roster.api_dry_run"},
	{Name: "as_of", Kind: "date", Summary: "roster.api_as_of"},
	{Name: "whole_unit", Kind: "string", Summary: "roster.api_whole_unit"},
	{Name: "file", Kind: "file", Required: true, Summary: "roster.api_file"},
}}

// ImportOfficers imports a roster in one go, or only tells what it would do.
func (h *Handlers) ImportOfficers(c *page.Ctx) error {
	defer c.Release()
	up, err := c.ReadUpload("file", sheet.MaxFile)
	if err != nil {
		return err
	}
	defer up.Close()
	o := roster.Order{Name: up.Name, File: up.File, Size: up.Size, AsOf: up.Fields["as_of"], Whole: up.Fields["whole_unit"]}
	switch up.Fields["dry_run"] {
	case "", "false":
	case "true":
		o.Dry = true
	default: // nothing is applied by a slip of the pen
		return fault.New(fault.Invalid, "roster.api_not_boolean").At("dry_run")
	}
	report, err := h.roster.Run(c.Context(), c.Actor, o, c.P)
	if err != nil {
		return err
	}
	return c.JSON(report)
}
