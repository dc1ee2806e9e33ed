// Answers as rows of a summary list.
#include "handlers/pages/answers_view.h"

#include <algorithm>

#include "handlers/pages/paths.h"
#include "handlers/pages/widget.h"
#include "handlers/text/markdown.h"

namespace accolade {
namespace {

namespace json = boost::json;

json::value link_of(const Field& field, const json::value& answer, const Wording& wording) {
  const std::string typed = plain(answer);
  const std::string id = plain(entry_of(answer, "id"));
  if (field.type == FieldType::File && !id.empty()) {
    const json::value& bytes = entry_of(answer, "bytes");
    return json::object{
        {"link_href", "/files/" + percent_encoded(id)},
        {"link_text", plain(entry_of(answer, "name"))},
        {"link_note", bytes.is_int64() ? "(" + size_text(bytes.get_int64()) + ")" : ""}};
  }
  if (const auto named = wording.instances.find(typed);
      field.type == FieldType::Instance && named != wording.instances.end()) {
    return json::object{{"link_href", "/instances/" + percent_encoded(typed)},
                        {"link_text", named->second},
                        {"link_note", ""}};
  }
  const bool is_address = typed.starts_with("https://") || typed.starts_with("http://");
  if (field.type == FieldType::Link && is_address) {
    return json::object{{"link_href", typed}, {"link_text", typed}, {"link_note", ""}};
  }
  return nullptr;
}

}  // namespace

json::object answer_view(const Field& field, const json::value& answer, const Wording& wording) {
  const bool is_missing = is_blank(field, answer);
  const bool is_markdown = field.markdown && !is_missing;
  return {{"answer_label", field.label.empty() ? field.name : field.label},
          {"said", is_missing ? "" : in_words(field, answer, wording)},
          {"html", is_markdown ? html_from_markdown(plain(answer), Trust::Persons) : ""},
          {"link", is_missing ? json::value() : link_of(field, answer, wording)},
          {"is_missing", is_missing},
          {"change", nullptr},
          {"answer_problem", ""}};
}

json::array summary_view(const Shown& shown, const Wording& wording) {
  const Answers answers = all_answers(shown);
  std::vector<const Field*> answered;
  for (const Field& field : shown.workflow->fields) {
    const auto found = answers.find(field.name);
    if (field.type == FieldType::Copies) continue;  // tables of their own (paper_page.h)
    if (found != answers.end() && !is_blank(field, found->second)) answered.push_back(&field);
  }
  const std::vector<FormGroup> asked = groups_of(*shown.workflow, shown.form);
  json::array groups;
  for (const FormGroup& group : groups_of(*shown.workflow, answered)) {
    json::array rows;
    for (const Field* field : group.fields) {
      json::object row = answer_view(*field, answers.at(field->name), wording);
      if (const std::size_t page = page_of(asked, *field)) {
        row["change"] = path_to_form(shown.snapshot.id, page) + "#" + input_id(field->name);
      }
      rows.push_back(std::move(row));
    }
    groups.push_back(json::object{{"group", shown.workflow->pages.empty() ? "" : group.title},
                                  {"answers", std::move(rows)}});
  }
  return groups;
}

}  // namespace accolade
