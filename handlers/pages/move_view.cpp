// Says a move in the words of the call.
#include "handlers/pages/move_view.h"

#include <algorithm>

#include <boost/json/array.hpp>

#include "engine/definition/naming.h"
#include "handlers/pages/paths.h"
#include "handlers/pages/status_view.h"
#include "handlers/pages/widget.h"
#include "handlers/text/zone.h"

namespace accolade {
namespace {

namespace json = boost::json;

// How one word of a map reads on a page.
struct Kind {
  std::string_view word, heading, dropped, unanswered, unfit;
};
constexpr Kind kinds[] = {
    {"states", "Steps", "Nothing takes its place", "Choose the step that takes its place",
     "This step does not fit: a page would end, begin again, or stand at two steps at once. Choose "
     "another one"},
    {"fields", "Answers", "Leave it out; the record keeps what was answered",
     "Choose what takes its place, or leave it out",
     "What was answered there does not fit here. Choose something else, or leave it out"},
    {"timers", "Deadlines and reminders", "It does not come any more",
     "Choose what takes its place, or that it does not come any more",
     "This does not come at the step that takes its place. Choose another one, or that it does not "
     "come any more"},
    {"roles", "People", "Nobody has this role any more",
     "Choose the role that takes its place, or that nobody has it any more",
     "Nobody is given this role by name in the newer version. Choose another one"},
    {"outcomes", "Ends", "", "Choose what this end is called now",
     "The step that takes its place ends otherwise. Choose what this end is called now"},
};

const Kind& kind_of(const std::string& word) {
  const auto* found = std::ranges::find(kinds, word, &Kind::word);
  if (found == std::end(kinds)) throw std::logic_error("no such word of a map: " + word);
  return *found;
}

const Workflow* workflow_of(const CallMove& asked, const std::string& name) {
  return asked.shown.package->workflow(name);
}

std::string title_in(const CallMove& asked, const std::string& workflow) {
  const Workflow* found = workflow_of(asked, workflow);
  if (found == nullptr || found->title.empty()) return sentence_case(workflow);
  return found->title;
}

// The question that would mend what the gap says; null: none would.
const MapQuestion* question_for(const CallMove& asked, const MapAnswers& answers, const Gap& gap) {
  const auto is_about = [&](const MapQuestion& question) {
    if (question.workflow != gap.workflow) return false;
    // A value has to be computed for the new field: on a page, another one is chosen for the old.
    if (gap.lacks.word == "values") {
      return question.entry.word == "fields" && (question.entry.name == gap.lacks.name ||
                                                 answer_to(question, answers) == gap.lacks.name);
    }
    return question.entry.word == gap.lacks.word && question.entry.name == gap.lacks.name;
  };
  const auto found = std::ranges::find_if(asked.questions, is_about);
  return found == asked.questions.end() ? nullptr : &*found;
}

std::string problem_of(const MapQuestion& question, const MapAnswers& answers) {
  const Kind& kind = kind_of(question.entry.word);
  return std::string(answer_to(question, answers).empty() ? kind.unanswered : kind.unfit);
}

// By key_of the question: what is open about it.
std::map<std::string, std::string> open_questions(const CallMove& asked,
                                                  const MapAnswers& answers) {
  std::map<std::string, std::string> open;
  for (const Gap& gap : asked.plan->proof.gaps) {
    if (const MapQuestion* question = question_for(asked, answers, gap))
      open.emplace(key_of(*question), problem_of(*question, answers));
  }
  return open;
}

// What no question here can mend.
std::vector<Fault> faults_beyond(const CallMove& asked, const MapAnswers& answers) {
  std::vector<std::string> sentences;
  const auto say = [&](std::string sentence) {
    if (std::ranges::find(sentences, sentence) == sentences.end())
      sentences.push_back(std::move(sentence));
  };
  for (const Gap& gap : asked.plan->proof.gaps) {
    if (question_for(asked, answers, gap) != nullptr) continue;
    say("Something of “" + title_in(asked, gap.workflow) +
        "” has no place in the newer version that could be chosen here, so the call stays as it "
        "is. Whoever runs this site can say more.");
  }
  for (const MovePlan::Unproved& one : asked.plan->unproved) {
    if (!asked.plan->proof.gaps.empty()) break;
    say(one.reference.empty()
            ? "Something that is not yours to see could not be checked, so the call stays as it is."
            : one.reference + " stands at “" + one.stands +
                  "”, which could not be checked, so the call stays as it is.");
  }
  if (!asked.plan->map_problems.empty()) say("These answers do not fit together.");
  std::vector<Fault> faults;
  for (std::string& sentence : sentences)
    faults.push_back({"#main", std::move(sentence)});
  return faults;
}

json::object choice_view(const MapQuestion& question, const MapAnswers& answers,
                         const std::string& problem) {
  const std::string chosen = answer_to(question, answers);
  const std::string id = input_id(key_of(question));
  json::array options;
  for (const MapOption& option : question.options) {
    const bool is_dropped = option.value == dropped_name && option.text.empty();
    options.push_back(
        json::object{{"value", option.value},
                     {"text", is_dropped ? kind_of(question.entry.word).dropped : option.text},
                     {"is_chosen", option.value == chosen}});
  }
  return {{"id", id},
          {"name", key_of(question)},
          {"gone", question.about},
          {"problem", problem},
          {"described_by", problem.empty() ? "" : id + "-problem"},
          {"options", std::move(options)}};
}

// Questions of one workflow, those of a kind together; `questions` is sorted so.
json::array groups_view(const CallMove& asked, const MapAnswers& answers,
                        const std::map<std::string, std::string>& problems) {
  json::array groups;
  std::string workflow, word;
  for (const MapQuestion& question : asked.questions) {
    if (question.workflow != workflow || question.entry.word != word) {
      groups.push_back(
          json::object{{"group", title_in(asked, question.workflow) + ": " +
                                     std::string(kind_of(question.entry.word).heading)},
                       {"questions", json::array{}}});
      workflow = question.workflow;
      word = question.entry.word;
    }
    const auto problem = problems.find(key_of(question));
    groups.back().as_object()["questions"].as_array().push_back(choice_view(
        question, answers, problem == problems.end() ? std::string() : problem->second));
  }
  return groups;
}

// A sentence in which what stands between backticks is code.
json::array parts_of(const std::string& sentence) {
  json::array parts;
  std::size_t start = 0;
  bool is_code = false;
  while (start <= sentence.size()) {
    const std::size_t end = std::min(sentence.find('`', start), sentence.size());
    const std::string part = sentence.substr(start, end - start);
    if (!part.empty())
      parts.push_back(json::object{{"plain", is_code ? "" : part}, {"code", is_code ? part : ""}});
    is_code = !is_code;
    start = end + 1;
  }
  return parts;
}

json::array differences_view(const MovePlan& plan) {
  json::array sentences;
  for (const std::string& sentence : plan.difference)
    sentences.push_back(json::object{{"parts", parts_of(sentence)}});
  return sentences;
}

json::array versions_view(const CallMove& asked, const std::string& zone) {
  json::array versions;
  for (const PublishedVersion& version : asked.versions) {
    const bool is_own = version.hash == asked.shown.package->hash;
    std::string use;
    if (version.is_current) use = "New calls begin with it";
    if (is_own) use += use.empty() ? "This call runs on it" : ", and this call runs on it";
    versions.push_back(json::object{{"version", short_version(version.hash)},
                                    {"published", human(version.published, zone)},
                                    {"use", use}});
  }
  return versions;
}

json::array lines_view(const std::vector<std::string>& lines) {
  json::array list;
  for (const std::string& line : lines)
    list.push_back(json::object{{"line", line}});
  return list;
}

std::string query_of(const MapAnswers& answers) {
  std::string query;
  for (const auto& [key, answer] : answers)
    query += (query.empty() ? "?" : "&") + percent_encoded(key) + "=" + percent_encoded(answer);
  return query;
}

json::object head(const CallMove& asked) {
  const Shown& shown = asked.shown;
  std::vector<Crumb> crumbs = shown.crumbs;
  crumbs.push_back({shown.snapshot.id, shown.title});
  return {{"crumbs", crumbs_view(crumbs)},
          {"about_title", shown.title},
          {"kind", kind_and_reference(*shown.workflow, shown.snapshot)},
          {"back", path_to(shown.snapshot.id)}};
}

json::array rows_of(const MovePreview& page) {
  json::array rows;
  for (const PreviewRow& row : page.preview.rows) {
    json::array owes;
    for (const Owed& owed : row.owes) {
      const std::string when = owed.at ? ": " + human(*owed.at, page.zone) : "";
      owes.push_back(json::object{{"line", owed.what + when}});
    }
    rows.push_back(json::object{{"row_href", path_to(row.id)},
                                {"row_title", row.headline},
                                {"row_kind", row.title},
                                {"before", row.before},
                                {"after", row.after},
                                {"has_owes", !owes.empty()},
                                {"owes", std::move(owes)}});
  }
  return rows;
}

json::array choices_view(const CallMove& asked, const MapAnswers& answers) {
  json::array choices;
  for (const MapQuestion& question : asked.questions) {
    const std::string answer = answer_to(question, answers);
    const auto option = std::ranges::find(question.options, answer, &MapOption::value);
    if (option == question.options.end()) continue;
    choices.push_back(json::object{
        {"is_told", option->text != question.about},
        {"gone", title_in(asked, question.workflow) + ": “" + question.about + "”"},
        {"instead",
         option->text.empty() ? std::string(kind_of(question.entry.word).dropped) : option->text},
        {"name", key_of(question)},
        {"value", answer}});
  }
  return choices;
}

}  // namespace

std::vector<Fault> move_faults(const CallMove& asked, const MapAnswers& answers) {
  std::vector<Fault> faults = faults_beyond(asked, answers);
  const auto open = open_questions(asked, answers);
  for (const MapQuestion& question : asked.questions) {
    const auto problem = open.find(key_of(question));
    if (problem == open.end()) continue;
    faults.push_back(
        {"#" + input_id(problem->first),
         title_in(asked, question.workflow) + ", “" + question.about + "”: " + problem->second});
  }
  return faults;
}

json::object move_view(const MoveQuestions& page) {
  const CallMove& asked = page.asked;
  json::object view = head(asked);
  view["versions"] = versions_view(asked, page.zone);
  view["changes"] = lines_view(page.changes);
  view["has_changes"] = !page.changes.empty();
  view["moving"] = nullptr;
  if (!asked.plan) return view;

  const bool is_said = page.said == MoveQuestions::Said::Answers;
  const json::array groups = groups_view(
      asked, page.answers,
      is_said ? open_questions(asked, page.answers) : std::map<std::string, std::string>());
  view["moving"] = json::object{{"differences", differences_view(*asked.plan)},
                                {"has_differences", !asked.plan->difference.empty()},
                                {"groups", groups},
                                {"has_groups", !groups.empty()},
                                {"action", path_to_move(asked.shown.snapshot.id) + "/preview"}};
  if (is_said) view["errors"] = error_summary("", move_faults(asked, page.answers));
  return view;
}

json::object move_preview_view(const MovePreview& page) {
  const CallMove& asked = page.asked;
  json::object view = head(asked);
  const json::array choices = choices_view(asked, page.answers);
  view["changes"] = lines_view(page.changes);
  view["has_changes"] = !page.changes.empty();
  view["choices"] = choices;
  view["has_choices"] = !choices.empty();
  view["change"] = path_to_move(asked.shown.snapshot.id) + query_of(page.answers);
  view["rows"] = rows_of(page);
  view["has_rows"] = !page.preview.rows.empty();
  view["action"] = path_to_move(asked.shown.snapshot.id);
  view["from"] = asked.plan->from->hash;
  view["to"] = asked.plan->to->hash;
  view["from_version"] = short_version(asked.plan->from->hash);
  view["to_version"] = short_version(asked.plan->to->hash);
  view["seen"] = seen_of(page.preview);
  view["key"] = page.key;
  return view;
}

}  // namespace accolade
