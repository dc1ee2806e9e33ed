// A plain scan for Mustache tags (https://mustache.github.io/mustache.5.html): names only.
// Rendering and the syntax in full belong to the template store.
#include "engine/definition/letter_check.h"

#include <algorithm>
#include <array>
#include <set>
#include <vector>

#include "engine/condition/suggestion.h"
#include "engine/definition/letter_parts.h"
#include "engine/definition/scope.h"
#include "engine/definition/unicode.h"
#include "engine/definition/walk.h"

namespace accolade {
namespace {

constexpr std::string_view subject_mark = "Subject: ";
constexpr std::array<std::string_view, 5> common = {"person.name", "link", "reference", "title",
                                                    "state"};

struct Tag {
  char sign = ' ';  // # ^ / & > ! { or a blank for a variable
  std::string name;
  std::size_t offset = 0;  // of the name
};

std::string without_space(std::string_view text) {
  const std::size_t start = std::min(text.find_first_not_of(" \t\n"), text.size());
  text.remove_prefix(start);
  return std::string(text.substr(0, text.find_last_not_of(" \t\n") + 1));
}

std::vector<Tag> tags_of(const std::string& file, std::string_view text, Report& report) {
  std::vector<Tag> tags;
  for (std::size_t open = text.find("{{"); open != text.npos; open = text.find("{{", open)) {
    const std::size_t close = text.find("}}", open);
    if (close == text.npos) {
      report.error(place_at(file, text, open), "this `{{` is never closed");
      return tags;
    }
    std::string_view inside = text.substr(open + 2, close - open - 2);
    Tag tag;
    tag.offset = open + 2;
    constexpr std::string_view signs = "#^/&>!{";
    if (!inside.empty() && signs.find(inside.front()) != signs.npos) {
      tag.sign = inside.front();
      inside.remove_prefix(1);
      ++tag.offset;
    }
    tag.name = without_space(inside);
    if (tag.sign != '!') tags.push_back(std::move(tag));
    open = close + 2;
  }
  return tags;
}

class LetterCheck {
 public:
  LetterCheck(const std::string& file, std::string_view text, Workflow& workflow,
              const Workflow* parent, Report& report)
      : file_(file), text_(text), workflow_(workflow), parent_(parent), report_(report) {}

  void check() {
    for (const Tag& tag : tags_of(file_, text_, report_))
      check(tag);
    if (!open_.empty()) error(open_.back(), "this section is never closed");
  }

 private:
  void check(const Tag& tag) {
    if (tag.sign == '>') return error(tag, "a letter has no partials");
    if (tag.sign == '/') return close(tag);
    check_name(tag);
    if (tag.sign == '#' || tag.sign == '^') open_.push_back(tag);
  }

  void close(const Tag& tag) {
    if (open_.empty() || open_.back().name != tag.name)
      return error(tag, "`" + tag.name + "` is not open here");
    open_.pop_back();
  }

  bool is_in_list() const {
    return std::any_of(open_.begin(), open_.end(), [&](const Tag& section) {
      const Field* field = workflow_.field(section.name);
      return field != nullptr && condition_type(*field).kind == Type::Kind::List;
    });
  }

  void check_name(const Tag& tag) {
    if (workflow_.field(tag.name) != nullptr || is_in_list()) return;
    if (std::find(common.begin(), common.end(), tag.name) != common.end()) return;
    if (tag.name.starts_with(parent_prefix) && parent_ != nullptr) {
      const Field* field = parent_->field(tag.name.substr(parent_prefix.size()));
      if (field != nullptr) {
        workflow_.ancestor_paths.insert(tag.name);
        workflow_.ancestor_types.insert_or_assign(tag.name, condition_type(*field));
        return;
      }
    }
    error(tag, "`" + tag.name + "` is not known in a letter of " + workflow_.name +
                   did_you_mean(tag.name, names()));
  }

  std::vector<std::string> names() const {
    std::vector<std::string> names(common.begin(), common.end());
    for (const Field& field : workflow_.fields)
      names.push_back(field.name);
    if (parent_ == nullptr) return names;
    for (const Field& field : parent_->fields)
      names.push_back(std::string(parent_prefix) + field.name);
    return names;
  }

  void error(const Tag& tag, std::string message) {
    report_.error(place_at(file_, text_, tag.offset), std::move(message));
  }

  const std::string& file_;
  std::string_view text_;
  Workflow& workflow_;
  const Workflow* parent_;
  Report& report_;
  std::vector<Tag> open_;
};

void check_form(const std::string& file, std::string_view text, Report& report) {
  if (text.size() > letter_bytes_max) report.error({file}, "a letter has at most 100,000 bytes");
  if (const auto offset = first_unreadable(text))
    report.error(place_at(file, text, *offset),
                 "this byte is no text (UTF-8 without control signs)");
  const std::string_view first = text.substr(0, text.find('\n'));
  if (!first.starts_with(subject_mark) || without_space(first.substr(subject_mark.size())).empty())
    report.error({file}, "a letter begins with a line `Subject: ...`");
}

std::string path_of(const std::string& letter) {
  return "letters/" + letter + ".md";
}

bool makes(const Workflow& workflow, DocumentKind kind) {
  switch (kind) {
    case DocumentKind::Appointment:
      return workflow.appointment.has_value();
    case DocumentKind::Ticket:
      return workflow.ticket.has_value();
    case DocumentKind::Certificate:
      return workflow.certificate.has_value();
  }
  return false;
}

const DocumentRule& rule_of(const Workflow& workflow, DocumentKind kind) {
  if (kind == DocumentKind::Appointment) return workflow.appointment->rule;
  return kind == DocumentKind::Ticket ? workflow.ticket->rule : workflow.certificate->rule;
}

// A letter to a role that has no such document would come without it.
void check_recipients(const Mail& mail, DocumentKind kind, const Workflow& workflow,
                      const Place& place, Report& report) {
  const std::vector<std::string>& holders = rule_of(workflow, kind).roles;
  for (const std::string& role : mail.roles) {
    if (std::find(holders.begin(), holders.end(), role) != holders.end()) continue;
    report.error(place, "`" + mail.letter + "` attaches the " + std::string(name_of(kind)) +
                            ", which " + role + " does not have");
  }
}

void check_attachments(const std::map<std::string, std::string>& letters, const Workflow& workflow,
                       Report& report) {
  std::set<std::pair<std::string, std::size_t>> reported;
  for_each_action(workflow, [&](const Action& action, StateIndex) {
    const Mail* mail = std::get_if<Mail>(&action.what);
    const auto letter = mail == nullptr ? letters.end() : letters.find(mail->letter);
    if (letter == letters.end()) return;
    const std::string_view text = letter->second;
    for (const std::string_view name : letter_parts(text).attachments) {
      const auto offset = static_cast<std::size_t>(name.data() - text.data());
      const std::optional<DocumentKind> kind = document_kind(name);
      if (kind && makes(workflow, *kind)) {
        check_recipients(*mail, *kind, workflow, action.place, report);
        continue;
      }
      if (!reported.emplace(mail->letter, offset).second) continue;
      const std::string said = "`" + std::string(name) + "` ";
      report.error(
          place_at(path_of(letter->first), text, offset),
          kind ? workflow.name + " has no `" + std::string(name) + ":`"
               : said + "cannot be attached" + did_you_mean(std::string(name), document_names));
    }
  });
}

}  // namespace

std::string letter_name(const std::string& path) {
  constexpr std::string_view folder = "letters/";
  constexpr std::string_view ending = ".md";
  if (!path.starts_with(folder) || !path.ends_with(ending)) return {};
  if (path.size() <= folder.size() + ending.size()) return {};
  std::string name = path.substr(folder.size(), path.size() - folder.size() - ending.size());
  return name.find('/') == std::string::npos ? name : std::string();
}

std::set<std::string> names_always_shown(std::string_view letter) {
  Report unread;
  std::set<std::string> names;
  int depth = 0;
  for (const Tag& tag : tags_of({}, letter, unread)) {
    if (tag.sign == '#' || tag.sign == '^') ++depth;
    if (tag.sign == '/') --depth;
    const bool is_shown = tag.sign == ' ' || tag.sign == '&' || tag.sign == '{';
    if (is_shown && depth == 0) names.insert(tag.name);
  }
  return names;
}

void check_letters(const std::map<std::string, std::string>& letters,
                   std::map<std::string, Workflow>& workflows, Report& report) {
  for (const auto& [name, text] : letters)
    check_form(path_of(name), text, report);

  std::vector<std::string> names;
  for (const auto& [name, text] : letters)
    names.push_back(name);
  std::set<std::string> sent;
  for (auto& [workflow_name, workflow] : workflows) {
    const auto parent = workflows.find(workflow.parent);
    std::set<std::string> checked;
    for_each_action(workflow, [&](const Action& action, StateIndex) {
      const Mail* mail = std::get_if<Mail>(&action.what);
      if (mail == nullptr) return;
      const auto letter = letters.find(mail->letter);
      if (letter == letters.end())
        return report.error(action.place, "there is no " + path_of(mail->letter) +
                                              did_you_mean(mail->letter, names));
      sent.insert(mail->letter);
      if (!checked.insert(mail->letter).second) return;
      LetterCheck(path_of(mail->letter), letter->second, workflow,
                  parent == workflows.end() ? nullptr : &parent->second, report)
          .check();
    });
  }
  for (auto& [workflow_name, workflow] : workflows)
    check_attachments(letters, workflow, report);
  for (const std::string& name : names) {
    if (!sent.contains(name)) report.warning({path_of(name)}, "no `mail:` sends this letter");
  }
}

}  // namespace accolade
