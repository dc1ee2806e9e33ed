// Saving what is typed, and the files that belong to it.
#include <algorithm>

#include <boost/json.hpp>

#include "engine/definition/unicode.h"
#include "engine/form/answer.h"
#include "engine/use_case/look.h"

namespace accolade {
namespace {

namespace json = boost::json;

constexpr std::size_t answer_bytes_max = 256 * 1024;

const Field* in_form(const std::vector<const Field*>& form, const std::string& name) {
  const auto found = std::find_if(form.begin(), form.end(),
                                  [&](const Field* field) { return field->name == name; });
  return found == form.end() ? nullptr : *found;
}

bool is_clean_text(const json::value& answer) {
  if (answer.is_string()) {
    return !first_unreadable(std::string_view(answer.get_string())).has_value();
  }
  if (answer.is_array()) {
    return std::all_of(answer.get_array().begin(), answer.get_array().end(), is_clean_text);
  }
  if (answer.is_object()) {
    return std::all_of(answer.get_object().begin(), answer.get_object().end(),
                       [](const auto& member) { return is_clean_text(member.value()); });
  }
  return true;
}

json::value file_answer(const FileRow& file) {
  return json::object{
      {"id", file.id.text()}, {"name", file.name}, {"type", file.type}, {"bytes", file.bytes}};
}

bool names_file(const json::value& answer, FileId id) {
  if (!answer.is_object()) return false;
  const json::value* found = answer.get_object().if_contains("id");
  return found != nullptr && found->is_string() && found->get_string() == id.text();
}

bool names_file(const Value& value, FileId id) {
  const auto* file = value.as<Record>();
  if (file == nullptr) return false;
  const auto found = file->find("id");
  return found != file->end() && found->second == Value(id.text());
}

struct Editing {
  Look look;
  std::vector<const Field*> form;
};

Outcome<Editing> edit(Ports& ports, InstanceId id, PersonId editor) {
  ReadingRoom room(ports);
  Outcome<Look> seen = look(ports, room, id, editor);
  if (!seen) return seen.refusal();
  std::vector<const Field*> form =
      form_of(*seen->workflow, seen->snapshot.configuration, seen->facts.actor.roles);
  if (form.empty()) {
    return Refusal{Why::NotAllowed, "These answers cannot be changed now.", {}};
  }
  return Editing{*std::move(seen), std::move(form)};
}

}  // namespace

Outcome<Done> Engine::save_draft(InstanceId id, PersonId editor,
                                 const std::vector<DraftAnswer>& answers) {
  const Outcome<Editing> editing = edit(ports_, id, editor);
  if (!editing) return editing.refusal();
  for (const DraftAnswer& answer : answers) {
    const Field* field = in_form(editing->form, answer.field);
    if (field == nullptr) return invalid(answer.field, "This is not asked for here.");
    if (field->type == FieldType::File && !answer.value.is_null()) {
      return invalid(answer.field, "Choose the file and upload it.");
    }
    if (!is_clean_text(answer.value)) {
      return invalid(answer.field, "Take out the characters that cannot be stored.");
    }
    if (json::serialize(answer.value).size() > answer_bytes_max) {
      return invalid(answer.field, "This answer is too long to be saved.");
    }
  }
  if (!ports_.drafts.save(id, editor, answers)) return not_found();
  return Done{};
}

Outcome<FileRow> Engine::attach(InstanceId id, PersonId editor, const FileRow& file,
                                const std::string& bytes) {
  const Outcome<Editing> editing = edit(ports_, id, editor);
  if (!editing) return editing.refusal();
  const Field* field = in_form(editing->form, file.field);
  if (field == nullptr || field->type != FieldType::File) {
    return invalid(file.field, "No file is asked for here.");
  }
  if (bytes.empty()) return invalid(file.field, "The file is empty. Choose another one.");
  if (static_cast<std::int64_t>(bytes.size()) > field->bytes_max) {
    return invalid(file.field, "The file is too large. The limit is " +
                                   std::to_string(field->bytes_max / (1024 * 1024)) + " MB.");
  }
  const auto& accepted = field->accept;
  if (!accepted.empty() &&
      std::find(accepted.begin(), accepted.end(), file.type) == accepted.end()) {
    const bool wants_pdf = accepted.size() == 1 && accepted.front() == "application/pdf";
    return invalid(file.field, wants_pdf ? "The file is not a PDF. Choose a PDF file."
                                         : "A file of this kind is not accepted here.");
  }
  if (!is_clean_text(json::value(file.name))) {
    return invalid(file.field, "The name of the file cannot be stored. Rename it and try again.");
  }
  FileRow stored = file;
  stored.instance = id;
  stored.by = editor;
  stored.bytes = static_cast<std::int64_t>(bytes.size());
  stored.id = ports_.files.add(stored, bytes);
  const std::int64_t sequence = ports_.instances.now().time_since_epoch().count();
  if (!ports_.drafts.save(id, editor, {{field->name, file_answer(stored), sequence}})) {
    return not_found();
  }
  return stored;
}

Outcome<FileRow> Engine::file(FileId id, PersonId viewer) {
  const std::optional<FileRow> row = ports_.files.find(id);
  if (!row) return not_found();
  ReadingRoom room(ports_);
  const Outcome<Look> seen = look(ports_, room, row->instance, viewer);
  if (!seen) return seen.refusal();
  if (sees_field(seen->sight, row->field) &&
      names_file(at(seen->snapshot.fields, row->field), id)) {
    return *row;
  }
  const Outcome<Editing> editing = edit(ports_, row->instance, viewer);
  if (!editing || in_form(editing->form, row->field) == nullptr) return not_found();
  const Answers draft = ports_.drafts.load(row->instance);
  const auto answer = draft.find(row->field);
  if (answer == draft.end() || !names_file(answer->second, id)) return not_found();
  return *row;
}

}  // namespace accolade
