package main

import (
	"context"

	"liem/server/app"
	"liem/training"
)

// retentionCmd says what the retention settings remove, and removes it when it is told to.
type retentionCmd struct {
	Apply bool
}

// Run counts what is older than it may be; a server removes it once a day by itself.
func (cmd *retentionCmd) Run(ctx context.Context, c *console) error {
	return c.with(ctx, func(a *app.App) error {
		key, do := "privacy.retention_would", a.Training.PlanRetention
		if cmd.Apply {
			key = "privacy.retention_done"
			do = func(ctx context.Context, r training.Retention) (training.Removed, error) {
				return a.Training.Retain(ctx, r, cli().AccountID)
			}
		}
		out, err := do(ctx, c.config.Retention())
		if err != nil {
			return err
		}
		return c.say(out, key, "Attempts", c.p.Number(out.Attempts), "Answers", c.p.Number(out.Answers), "Disclosures", c.p.Number(out.Disclosures),
			"Months", c.config.RetainAttempts, "DisclosureMonths", c.config.RetainDisclosures,
			"Questions", c.p.Number(out.Questions), "QuestionMonths", c.config.RetainQuestions)
	})
}
