// Compares two versions, workflow by workflow.
#include "engine/move/difference.h"

#include <tuple>

#include "engine/move/difference_parts.h"
#include "engine/move/phrases.h"
#include "engine/move/renamed.h"

namespace accolade {
namespace {

void compare_people(const Workflow& from, const Workflow& to, Sentences& out) {
  for (const auto& [role, source] : to.people) {
    const auto before = from.people.find(role);
    if (before == from.people.end()) {
      out.push_back("the role " + role + " is new: " + phrases::source(source));
    } else if (before->second != source) {
      out.push_back("the role " + role + " is now " + phrases::source(source) + " instead of " +
                    phrases::source(before->second));
    }
  }
  for (const auto& [role, source] : from.people) {
    if (!to.people.contains(role)) out.push_back("the role " + role + " is gone");
  }
}

void compare_deadlines(const Workflow& from, const Workflow& to, Sentences& out) {
  for (const auto& [name, deadline] : to.deadlines) {
    const auto before = from.deadlines.find(name);
    const std::string now = "`" + deadline.instant.text() + "`";
    if (before == from.deadlines.end()) {
      out.push_back("the deadline " + name + " is new: " + now);
    } else if (before->second.instant.text() != deadline.instant.text()) {
      out.push_back("the deadline " + name + " is now " + now + " instead of `" +
                    before->second.instant.text() + "`");
    }
  }
  for (const auto& [name, deadline] : from.deadlines) {
    if (!to.deadlines.contains(name)) out.push_back("the deadline " + name + " is gone");
  }
}

void compare_lists(const Workflow& from, const Workflow& to, Sentences& out) {
  const auto named = [](const Workflow& workflow, const std::string& name) -> const ListView* {
    for (const ListView& list : workflow.lists) {
      if (list.name == name) return &list;
    }
    return nullptr;
  };
  const auto key = [](const ListView& list) {
    return std::tie(list.title, list.text, list.of, list.states, list.sort, list.ascending,
                    list.columns, list.roles, list.in, list.badges, list.by);
  };
  for (const ListView& list : to.lists) {
    const ListView* before = named(from, list.name);
    const std::string title = phrases::quoted(list.title.empty() ? list.name : list.title);
    if (before == nullptr) out.push_back("the table " + title + " is new");
    if (before != nullptr && key(*before) != key(list))
      out.push_back("the table " + title + " shows something else");
  }
  for (const ListView& list : from.lists) {
    if (named(to, list.name) == nullptr)
      out.push_back("the table " + phrases::quoted(list.title) + " is gone");
  }
}

template <class View, class Key>
void compare_views(const std::string& kind, const std::vector<View>& from,
                   const std::vector<View>& to, Key key, Sentences& out) {
  for (const View& view : to) {
    const auto before = std::ranges::find(from, view.name, &View::name);
    const std::string title = "the " + kind + " " + phrases::quoted(view.title);
    if (before == from.end()) out.push_back(title + " is new");
    if (before != from.end() && !(key(*before) == key(view)))
      out.push_back(title + " shows something else");
  }
  for (const View& view : from) {
    if (std::ranges::find(to, view.name, &View::name) == to.end())
      out.push_back("the " + kind + " " + phrases::quoted(view.title) + " is gone");
  }
}

template <class Rule, class Key>
void compare_document(const std::optional<Rule>& from, const std::optional<Rule>& to,
                      const std::string& name, Key key, Sentences& out) {
  if (!from && to) out.push_back("the " + name + " is new");
  if (from && !to) out.push_back("the " + name + " is gone");
  if (from && to && key(*from) != key(*to)) out.push_back("the " + name + " is made otherwise");
}

void compare_documents(const Workflow& from, const Workflow& to, Sentences& out) {
  compare_document(
      from.appointment, to.appointment, "appointment",
      [](const AppointmentRule& rule) {
        return std::tie(rule.rule.in, rule.rule.roles, rule.title, rule.begins, rule.ends,
                        rule.where);
      },
      out);
  compare_document(
      from.ticket, to.ticket, "ticket",
      [](const TicketRule& rule) { return std::tie(rule.rule.in, rule.rule.roles, rule.event); },
      out);
  compare_document(
      from.certificate, to.certificate, "certificate",
      [](const CertificateRule& rule) {
        return std::tie(rule.rule.in, rule.rule.roles, rule.title, rule.name, rule.text);
      },
      out);
  compare_document(
      from.paper, to.paper, "paper",
      [](const PaperRule& rule) {
        return std::tie(rule.rule.in, rule.rule.roles, rule.title, rule.since, rule.fields);
      },
      out);
}

void compare_feedback(const Workflow& from, const Workflow& to, Sentences& out) {
  compare_document(
      from.feedback, to.feedback, "feedback",
      [](const FeedbackRule& feedback) {
        std::vector<std::string> questions;
        for (const Field& field : feedback.questions)
          questions.push_back(field.name + ": " + phrases::type(field) + " " + field.label);
        return std::tuple(feedback.rule.in, feedback.rule.roles, feedback.title, feedback.text,
                          feedback.until, feedback.fewest, feedback.readers, questions);
      },
      out);
}

void compare_doors(const Workflow& from, const Workflow& to, Sentences& out) {
  compare_document(
      from.door, to.door, "door",
      [](const DoorRule& door) {
        return std::tie(door.of, door.undo, door.walk_in, door.roles, door.in, door.shows);
      },
      out);
}

// `from`: the old version in new names.
void compare_letters(const Move& move, const Package& from, Sentences& out) {
  for (const auto& [name, text] : move.from.letters) {
    const std::string other = renamed_letter(move, name);
    if (other != name) out.push_back("The letter `" + name + "` is now called `" + other + "`.");
  }
  for (const auto& [name, text] : move.to.letters) {
    const auto before = from.letters.find(name);
    if (before == from.letters.end()) {
      out.push_back("The letter `" + name + "` is new.");
    } else if (before->second != text) {
      out.push_back("The letter `" + name + "` has another text.");
    }
  }
  for (const auto& [name, text] : from.letters) {
    if (!move.to.letters.contains(name)) out.push_back("The letter `" + name + "` is gone.");
  }
}

// `from`: the old workflow in new names.
Sentences compare(const WorkflowMove& move, const Workflow& from) {
  const Workflow& to = move.to;
  Sentences out;
  if (phrases::title(from) != phrases::title(to))
    out.push_back("it was called " + phrases::quoted(phrases::title(from)) + " before");
  compare_names(move, from, out);
  compare_people(from, to, out);
  compare_fields(from, to, out);
  compare_deadlines(from, to, out);
  compare_states(from, to, out);
  compare_lists(from, to, out);
  const auto matrix = [](const MatrixView& view) { return view; };
  compare_views("matrix", from.matrices, to.matrices, matrix, out);
  const auto sheet = [](const SheetView& view) {
    return std::tie(view.title, view.text, view.rows, view.cells, view.by, view.columns, view.start,
                    view.change, view.roles);
  };
  compare_views("sheet", from.sheets, to.sheets, sheet, out);
  compare_documents(from, to, out);
  compare_doors(from, to, out);
  compare_feedback(from, to, out);
  const auto report = [](const ReportView& view) {
    return std::tie(view.title, view.text, view.of, view.by, view.split, view.counts, view.roles);
  };
  compare_views("report", from.reports, to.reports, report, out);
  return out;
}

}  // namespace

std::vector<std::string> difference(const Move& move) {
  const Package from = renamed(move);
  const Package& to = move.to;
  Sentences sentences;
  for (const auto& [name, after] : to.workflows) {
    const Workflow* before = from.workflow(name);
    if (before == nullptr) {
      sentences.push_back(phrases::title(after) + ": this kind of page is new.");
      continue;
    }
    for (const std::string& what : compare(move_of(move, name), *before))
      sentences.push_back(phrases::title(after) + ": " + what + ".");
  }
  for (const auto& [name, before] : from.workflows) {
    if (to.workflow(name) == nullptr)
      sentences.push_back(phrases::title(before) + ": this kind of page is gone.");
  }
  compare_letters(move, from, sentences);
  return sentences;
}

}  // namespace accolade
