package reports

import (
	"archive/zip"
	"bufio"
	"context"
	"encoding/csv"
	"encoding/hex"
	"encoding/json"
	"fmt"
	"io"

	"liem/internal/audit"
	"liem/internal/db"
	"liem/people"
)

func hexDigits(b []byte) string { return hex.EncodeToString(b) }

// OwnData writes all that is kept of the actor as a zip: data.json with everything, and a CSV of each part (Luật Bảo vệ
// dữ liệu cá nhân 91/2025/QH15, Điều 4: the right to see and to be given one's data). It streams: its size costs no
// memory. Nobody else's data is in it but the names of those who looked.
type OwnData struct {
	facts []people.Fact
	store *Store
	actor people.Actor
}

// OwnData gathers what may fail before anything is sent, and notes the export in the trail.
func (s *Service) OwnData(ctx context.Context, a people.Actor, facts []people.Fact) (*OwnData, error) {
	if err := people.Require(a, people.ActLearn, people.Target{OfficerID: a.OfficerID}); err != nil {
		return nil, err
	}
	e := audit.Entry{Actor: a.AccountID, Action: "account.export", Target: "account:" + a.AccountID}
	err := s.DB.InTx(ctx, func(ctx context.Context, tx db.Tx) error { return audit.Write(ctx, tx, e, s.System.Now()) })
	return &OwnData{facts, NewStore(s.DB.Reader()), a}, err
}

// Write writes the zip.
func (o *OwnData) Write(ctx context.Context, w io.Writer) error {
	z := zip.NewWriter(w)
	if err := o.json(ctx, z); err != nil {
		return err
	}
	if err := o.factsCSV(z); err != nil {
		return err
	}
	for _, t := range ownTables {
		if err := o.csv(ctx, z, t); err != nil {
			return err
		}
	}
	return z.Close()
}

func (o *OwnData) id(t ownTable) string {
	if t.account {
		return o.actor.AccountID
	}
	return o.actor.OfficerID
}

// json writes {"officer": {…}, "postings": [{…}, …], …}.
func (o *OwnData) json(ctx context.Context, z *zip.Writer) error {
	f, err := z.Create("data.json")
	if err != nil {
		return err
	}
	w := bufio.NewWriter(f)
	fmt.Fprint(w, "{\n\"officer\": ")
	if err := writeObject(w, len(o.facts), func(i int) (string, any) { return o.facts[i].Name, o.facts[i].Value }); err != nil {
		return err
	}
	for _, t := range ownTables {
		var names []string
		before := fmt.Sprintf(",\n%q: [", t.name)
		begin := func(columns []string) error {
			names = columns
			_, err := fmt.Fprint(w, before)
			return err
		}
		separator := "\n"
		err := o.store.own(ctx, t, o.id(t), begin, func(values []any) error {
			fmt.Fprint(w, separator)
			separator = ",\n"
			return writeObject(w, len(values), func(i int) (string, any) { return names[i], values[i] })
		})
		if err != nil {
			return err
		}
		fmt.Fprint(w, "]")
	}
	fmt.Fprint(w, "\n}\n")
	return w.Flush() // the first error of a write stays and comes out here
}

// writeObject writes an object with its names in their order.
func writeObject(w io.Writer, n int, field func(int) (string, any)) error {
	for i := range n {
		name, value := field(i)
		raw, err := json.Marshal(value)
		if err != nil {
			return err
		}
		lead := ", "
		if i == 0 {
			lead = "{"
		}
		if _, err := fmt.Fprintf(w, "%s%q: %s", lead, name, raw); err != nil {
			return err
		}
	}
	_, err := io.WriteString(w, "}")
	return err
}

func (o *OwnData) factsCSV(z *zip.Writer) error {
	w, err := newOwnCSV(z, "officer")
	if err != nil {
		return err
	}
	for _, f := range o.facts {
		if err := w.Write([]string{f.Name, Neutral(f.Value)}); err != nil {
			return err
		}
	}
	w.Flush()
	return w.Error()
}

func (o *OwnData) csv(ctx context.Context, z *zip.Writer, t ownTable) error {
	w, err := newOwnCSV(z, t.name)
	if err != nil {
		return err
	}
	var record []string
	begin := func(columns []string) error {
		record = make([]string, len(columns))
		return w.Write(columns)
	}
	err = o.store.own(ctx, t, o.id(t), begin, func(values []any) error {
		for i, v := range values {
			record[i] = ""
			if v != nil {
				record[i] = Neutral(fmt.Sprint(v))
			}
		}
		return w.Write(record)
	})
	if err != nil {
		return err
	}
	w.Flush()
	return w.Error()
}

func newOwnCSV(z *zip.Writer, name string) (*csv.Writer, error) {
	f, err := z.Create(name + ".csv")
	if err != nil {
		return nil, err
	}
	if _, err := io.WriteString(f, bom); err != nil {
		return nil, err
	}
	w := csv.NewWriter(f)
	w.Comma, w.UseCRLF = ';', true
	return w, nil
}
