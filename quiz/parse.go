package quiz

import (
	"slices"

	"liem/internal/fault"
	"liem/internal/markdown"
)

// A Quiz is a quiz file as read.
type Quiz struct {
	ID        string // from the front matter; "" when it names none
	Title     string
	Settings  Settings
	Intro     markdown.HTML // what stands before the first question
	Questions []Question
	Links     []markdown.Link // all links and images, for whoever knows what they may lead to
}

// maxQuestions is how many questions one file may hold.
const maxQuestions = 500

// Parse reads a quiz file and returns everything wrong with it at once, in the order of the file. What it returns of the
// quiz is what could be read; only a quiz without blocking problems may be used. Links are resolved by resolve; labels are
// the words that rendering adds, in the course's language.
func Parse(file string, src []byte, resolve markdown.Resolver, labels markdown.Labels) (Quiz, []markdown.Problem) {
	p := &parser{file: file, resolve: resolve, ids: map[string]bool{}}
	front, body, line, problem := markdown.SplitFrontMatter(src)
	if front.File = file; problem != nil {
		problem.File = file
		p.problems = append(p.problems, *problem)
	}
	quiz := Quiz{}
	p.front(front, &quiz, problem != nil)
	p.doc = markdown.Parse(body, markdown.Options{
		File: file, FirstLine: line, Labels: labels, IDPrefix: "quiz-", TopHeading: 2, Choices: true,
	})
	p.problems = append(p.problems, p.doc.Problems()...)
	p.body(&quiz)
	p.dropDoubles()
	quiz.Links = p.doc.Links()
	p.checkDraw(front, quiz)
	markdown.SortProblems(p.problems)
	return quiz, p.problems
}

// parser is the state of one Parse.
type parser struct {
	file     string
	resolve  markdown.Resolver
	doc      *markdown.Document
	ids      map[string]bool
	problems []markdown.Problem
}

func (p *parser) report(severity markdown.Severity, at markdown.Position, code string, args fault.Args) {
	p.problems = append(p.problems, markdown.Problem{
		File: p.file, Line: at.Line, Column: at.Column, Code: "quiz." + code, Args: args, Severity: severity,
	})
}

func (p *parser) error(at markdown.Position, code string, args fault.Args) {
	p.report(markdown.SeverityError, at, code, args)
}

// dropDoubles keeps one report of a question's id that stands twice: it is a heading's id too.
func (p *parser) dropDoubles() {
	twice := map[markdown.Position]bool{}
	for _, problem := range p.problems {
		if problem.Code == "quiz.duplicate_id" {
			twice[problem.Position()] = true
		}
	}
	p.problems = slices.DeleteFunc(p.problems, func(problem markdown.Problem) bool {
		return problem.Code == "markdown.duplicate_heading_id" && twice[problem.Position()]
	})
}

// body cuts the blocks into the introduction and the questions, which begin at each heading of the second level.
func (p *parser) body(quiz *Quiz) {
	blocks := p.doc.Blocks()
	start := nextQuestion(blocks, 0)
	quiz.Intro = p.doc.RenderBlocks(blocks[:start], p.resolve)
	for start < len(blocks) {
		end := nextQuestion(blocks, start+1)
		if len(quiz.Questions) == maxQuestions {
			p.error(blocks[start].Position, "too_many_questions", fault.Args{"Max": maxQuestions})
			return
		}
		quiz.Questions = append(quiz.Questions, p.question(blocks[start], blocks[start+1:end]))
		start = end
	}
	if len(quiz.Questions) == 0 {
		p.error(markdown.Position{Line: 1, Column: 1}, "no_questions", nil)
	}
}

func nextQuestion(blocks []*markdown.Block, from int) int {
	for i := from; i < len(blocks); i++ {
		if blocks[i].Kind == markdown.KindHeading && blocks[i].Level == 2 {
			return i
		}
	}
	return len(blocks)
}
