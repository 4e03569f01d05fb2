package adapt

import (
	"path"
	"strings"

	"liem/courses"
)

// gather finds the files that pages show or link to, gives them names in the course, and sees which the course would refuse.
func (a *adapter) gather() {
	taken := names{}
	var files []courses.File
	byName := map[string]string{}
	for _, p := range a.pages {
		for _, dest := range destinations(p.body) {
			file := a.resolve(p, dest).media
			if file == "" || a.media[file] != "" || !courses.MediaFile(file) {
				continue
			}
			name := "media/" + taken.free(mediaNames(file)...) + ext(file)
			a.media[file], byName[name] = name, file
			f := *a.source.files[file]
			f.Path = name
			files = append(files, f)
		}
	}
	if len(files) == 0 {
		return
	}
	for _, problem := range courses.CheckMedia(files) {
		if file := byName[problem.File]; file != "" && problem.Blocks() {
			a.refused[file] = refusal(problem.Code)
			delete(a.media, file)
		}
	}
	for _, f := range files {
		if a.media[byName[f.Path]] != "" {
			a.files = append(a.files, f)
			a.report.Media = append(a.report.Media, Moved{From: byName[f.Path], To: f.Path})
		}
	}
}

// refusal is the note for a problem of a media file.
func refusal(code string) string {
	switch code {
	case "course.svg_broken", "course.svg_active", "course.media_mismatch", "course.image_size", "course.file_too_large":
		return "refused_" + strings.TrimPrefix(code, "course.")
	}
	return "refused_unreadable"
}

// mediaNames are the names that a file may have, the simplest first; the ending is part of what has to differ.
func mediaNames(file string) []string {
	base := firstOf(stem(bare(file)), "file")
	dir := stem(path.Base(path.Dir(file)))
	return []string{base, strings.Trim(dir+"-"+base, "-")}
}

// destinations are the addresses that a page's links have.
func destinations(body string) (out []string) {
	onText(body, func(s string) string {
		for _, l := range findLinks(s) {
			if l.dest != "" {
				out = append(out, l.dest)
			}
		}
		return s
	})
	return out
}
