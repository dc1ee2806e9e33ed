// Everything is cut by the engine to what the viewer sees, the one before it, too.
#include "handlers/pages/paper_page.h"

#include <algorithm>

#include <fmt/format.h>

#include "engine/permission/sight.h"
#include "handlers/documents/whole_paper.h"
#include "handlers/pages/answers_view.h"
#include "handlers/pages/paths.h"
#include "handlers/text/zone.h"

namespace accolade {
namespace {

namespace json = boost::json;

bool is_in_state_of(const Shown& shown, const std::vector<std::string>& states) {
  const std::set<StateIndex> active = active_states(*shown.workflow, shown.snapshot.configuration);
  return std::ranges::any_of(states, [&](const std::string& name) {
    const auto state = shown.workflow->state(name);
    return state && active.contains(*state);
  });
}

struct Compared {
  std::vector<CopiedTable> tables;
  std::string since;  // what the one before is called
};

Compared compared(Pages& pages, const Shown& shown, PersonId viewer, const Wording& wording) {
  const bool has_copies = std::ranges::any_of(
      shown.workflow->fields, [](const Field& field) { return field.type == FieldType::Copies; });
  if (!has_copies) return {};
  const std::optional<ListRow> earlier = pages.engine.earlier(shown, viewer);
  Compared found;
  found.tables = copied_tables(*shown.package, *shown.workflow, shown.snapshot.fields,
                               earlier ? &earlier->snapshot.fields : nullptr, wording);
  if (earlier)
    found.since =
        earlier->snapshot.reference.empty() ? earlier->title : earlier->snapshot.reference;
  return found;
}

std::string compared_in_words(const CopiedTable& table, const std::string& since) {
  if (!table.is_compared) return "";
  if (table.changed == 0) return "Nothing has changed since " + since + ".";
  return fmt::format("{} since {}.",
                     table.changed == 1 ? std::string("1 row is different")
                                        : fmt::format("{} rows are different", table.changed),
                     since);
}

json::array lines_view(const CopiedTable& table) {
  json::array lines;
  for (const CopiedLine& line : table.lines) {
    json::array cells;
    for (const CopiedCell& cell : line.cells)
      cells.push_back(
          json::object{{"said", cell.said}, {"was", cell.is_changed ? cell.was : std::string()}});
    lines.push_back(json::object{
        {"line_href", line.instance.empty() ? "" : "/instances/" + percent_encoded(line.instance)},
        {"line_name", line.name},
        {"cells", std::move(cells)},
        {"is_gone", line.since == CopiedLine::Since::Gone},
        {"is_compared", table.is_compared},
        {"since", since_in_words(line.since)}});
  }
  return lines;
}

std::vector<std::pair<std::string, std::string>> answers_of(const Shown& shown,
                                                            const Wording& wording) {
  std::vector<std::pair<std::string, std::string>> answers;
  for (const std::string& name : shown.workflow->paper->fields) {
    const Field* const field = shown.workflow->field(name);
    const json::value answer = to_json(at(shown.snapshot.fields, name));
    if (field == nullptr || is_blank(*field, answer)) continue;
    answers.emplace_back(field->label, in_words(*field, answer, wording));
  }
  return answers;
}

std::string state_in_words(const Shown& shown) {
  std::string words;
  for (const StateWords& state : shown.states)
    words += (words.empty() ? "" : ", ") + state.title;
  return words;
}

// Whether somebody can ask if it is genuine: as for its certificate.
std::optional<CertificateProof> proof_of(const Pages& pages, const Shown& shown) {
  const auto& certificate = shown.workflow->certificate;
  if (!certificate || pages.seal == nullptr || !is_in_state_of(shown, certificate->rule.in))
    return std::nullopt;
  const std::string code = pages.seal->code(SealPurpose::Certificate, shown.snapshot.id);
  const std::string page = pages.public_url + "/verify";
  return CertificateProof{code, page + "/" + code, page};
}

}  // namespace

bool has_paper(const Shown& shown) {
  const auto& paper = shown.workflow->paper;
  if (!paper || !is_in_state_of(shown, paper->rule.in)) return false;
  return is_among(paper->rule.roles, shown.roles);
}

json::array copied_view(Pages& pages, const Shown& shown, PersonId viewer, const Wording& wording) {
  const Compared found = compared(pages, shown, viewer, wording);
  json::array tables;
  for (const CopiedTable& table : found.tables) {
    json::array headings;
    for (const std::string& heading : table.columns)
      headings.push_back(json::object{{"heading", heading}});
    tables.push_back(json::object{{"copied_number", tables.size() + 1},
                                  {"copied_title", table.title},
                                  {"compared", compared_in_words(table, found.since)},
                                  {"named", table.named},
                                  {"headings", std::move(headings)},
                                  {"is_compared", table.is_compared},
                                  {"lines", lines_view(table)}});
  }
  return tables;
}

http::Response send_paper(Pages& pages, const Visit& visit) {
  const std::optional<InstanceId> id = instance_in(visit.request);
  if (!id) return refused(pages, visit, no_such_page());
  const Outcome<Shown> shown = pages.engine.show(*id, visit.person);
  if (!shown || !has_paper(*shown)) return refused(pages, visit, no_such_page());

  const Wording wording = wording_for(pages, *shown);
  Compared found = compared(pages, *shown, visit.person, wording);
  const PaperRule& rule = *shown->workflow->paper;
  WholePaper report;
  report.kind = rule.title;
  report.title = shown->title;
  report.about = shown->snapshot.reference.empty()
                     ? state_in_words(*shown)
                     : shown->snapshot.reference + ", " + state_in_words(*shown);
  report.answers = answers_of(*shown, wording);
  report.tables = std::move(found.tables);
  report.since = std::move(found.since);
  if (const auto history = pages.engine.history(*id, visit.person); history && !history->empty()) {
    const HistoryLine& last = history->back();
    report.happened.push_back(human(last.at, pages.zone) + ": " + last.sentence);
    // Of use to whoever can look up the whole record.
    if (shown->sight.all_history) report.happened.push_back("Entry of the record: " + last.hash);
  }
  report.proof = proof_of(pages, *shown);
  const std::string name = shown->snapshot.reference.empty() ? "" : "-" + shown->snapshot.reference;
  return http::attachment(whole_paper(report, shown->snapshot.changed), "application/pdf",
                          shown->workflow->name + name + ".pdf");
}

}  // namespace accolade
