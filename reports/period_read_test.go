package reports_test

import (
	"testing"

	"github.com/stretchr/testify/require"

	"liem/internal/fault"
	"liem/reports"
)

func TestReadPeriod(t *testing.T) {
	for _, c := range []struct {
		form reports.PeriodForm
		want reports.Period
	}{
		{reports.PeriodForm{Kind: reports.CalendarYear, Year: " 2026 "}, reports.Period{From: "2026-01-01", To: "2026-12-31"}},
		{reports.PeriodForm{Kind: reports.WorkYear, Year: "2026"}, reports.Period{From: "2025-12-01", To: "2026-11-30"}},
		{reports.PeriodForm{Kind: reports.Quarter, Year: "2026", Quarter: "2"}, reports.Period{From: "2026-04-01", To: "2026-06-30"}},
		{reports.PeriodForm{Kind: reports.FreeRange, From: "01/02/2026", To: "2026-02-28"}, reports.Period{From: "2026-02-01", To: "2026-02-28"}},
		{reports.PeriodForm{Year: "2026", From: "rubbish"}, reports.Period{From: "2026-01-01", To: "2026-12-31"}},
	} {
		got, err := c.form.Read()
		require.NoError(t, err)
		require.Equal(t, c.want, got)
	}
}

func TestReadPeriodNamesTheFieldsThatAreWrong(t *testing.T) {
	for _, c := range []struct {
		form   reports.PeriodForm
		fields []string
	}{
		{reports.PeriodForm{Year: "hai nghìn"}, []string{"year"}},
		{reports.PeriodForm{Year: "26"}, []string{"year"}},
		{reports.PeriodForm{Kind: reports.Quarter, Year: "2026", Quarter: "5"}, []string{"quarter"}},
		{reports.PeriodForm{Kind: reports.FreeRange, From: "30/02/2026", To: ""}, []string{"from", "to"}},
		{reports.PeriodForm{Kind: reports.FreeRange, From: "02/02/2026", To: "01/02/2026"}, []string{"to"}},
		{reports.PeriodForm{Kind: reports.FreeRange, From: "01/01/2001", To: "01/01/2026"}, []string{"to"}},
	} {
		_, err := c.form.Read()
		var fields []string
		if list, ok := err.(fault.List); ok {
			for _, e := range list {
				fields = append(fields, e.Field)
			}
		} else {
			e, ok := fault.As(err)
			require.True(t, ok, "%v", err)
			fields = []string{e.Field}
		}
		require.Equal(t, c.fields, fields, "%+v", c.form)
	}
}
