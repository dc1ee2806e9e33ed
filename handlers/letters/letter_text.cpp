// Values are put in after the template was split, so that no value reaches the subject's line or
// becomes markup.
#include "handlers/letters/letter_text.h"

#include <stdexcept>

#include <boost/json/object.hpp>
#include <fmt/format.h>

#include "engine/definition/letter_parts.h"
#include "engine/machine/reminding.h"
#include "handlers/pages/words.h"
#include "handlers/text/markdown.h"

namespace accolade {
namespace {

namespace json = boost::json;

// For packages that have no letter of this name.
constexpr const char* own_turn_text = R"(Subject: Your turn: {{title}}

Dear {{person.name}},

"{{title}}" waits for you. It stands at: {{state}}.

[See what there is to do]({{link}})
)";

std::string text_of(const Package& package, const std::string& letter) {
  const auto found = package.letters.find(letter);
  if (found != package.letters.end()) return found->second;
  if (letter == turn_letter) return own_turn_text;
  throw std::runtime_error(fmt::format("package {} has no letter {}", package.name, letter));
}

std::string in_one_line(std::string_view text) {
  std::string line;
  for (const char c : text) {
    const bool is_blank_here = c == ' ' || (c >= '\0' && c < ' ');
    if (!is_blank_here) line += c;
    if (is_blank_here && !line.empty() && line.back() != ' ') line += ' ';
  }
  while (line.ends_with(' '))
    line.pop_back();
  return line;
}

// Every field of the workflow, so that a letter about what was left out says nothing in its place.
json::object in_words(const Workflow* workflow, const Fields& fields, const Wording& wording) {
  json::object words;
  if (!workflow) return words;
  for (const Field& field : workflow->fields)
    words[field.name] = in_words(field, to_json(at(fields, field.name)), wording);
  return words;
}

json::object variables(const LetterSource& source) {
  const Workflow* workflow = source.package.workflow(source.what.workflow);
  const Workflow* parent = workflow ? source.package.workflow(workflow->parent) : nullptr;
  Wording wording{.zone = source.zone, .persons = source.around.persons};
  for (const auto& [name, value] : source.around.parent)
    wording.above.emplace("parent." + name, value);

  json::object view = in_words(workflow, source.what.fields, wording);
  const auto add_unless_a_field = [&](std::string_view name, const std::string& value) {
    if (!view.contains(name)) view[name] = value;
  };
  add_unless_a_field("title", source.around.title);
  add_unless_a_field("reference", source.around.reference);
  add_unless_a_field("state", source.around.state);
  const std::string& name = source.recipient.name;
  view["person"] = json::object{{"name", name.empty() ? "colleague" : name}};
  view["link"] = source.link;
  view["parent"] = in_words(parent, source.around.parent, wording);
  return view;
}

}  // namespace

LetterText letter_text(const LetterSource& source) {
  const std::string text = text_of(source.package, source.what.letter);
  const LetterParts parts = letter_parts(text);
  if (!parts.subject) {
    throw std::runtime_error(
        fmt::format("letter {} does not begin with \"Subject:\"", source.what.letter));
  }

  const json::object view = variables(source);
  const std::string escaped = render_text(parts.body, view, Escape::Markdown, Missing::IsLogged);
  return {in_one_line(render_text(*parts.subject, view, Escape::Nothing, Missing::IsLogged)),
          render_text(parts.body, view, Escape::Nothing, Missing::IsLogged),
          html_from_markdown(escaped, Trust::Ours)};
}

LetterSurroundings surroundings(Engine& engine, InstanceId instance, PersonId recipient) {
  LetterSurroundings around;
  const Outcome<Shown> shown = engine.show(instance, recipient);
  if (!shown) return around;
  around.title = shown->title;
  around.reference = shown->snapshot.reference;
  std::vector<std::string> titles;
  for (const StateWords& state : shown->states)
    titles.push_back(state.title);
  around.state = fmt::format("{}", fmt::join(titles, "; "));

  std::vector<PersonId> ids;
  for (const Member& somebody : shown->snapshot.people)
    ids.push_back(somebody.person);
  for (const Person& person : engine.ports().directory.persons(ids))
    around.persons[person.id.text()] = person.name;
  if (shown->crumbs.empty()) return around;
  const Outcome<Shown> above = engine.show(shown->crumbs.back().id, recipient);
  if (above) around.parent = above->snapshot.fields;
  return around;
}

void complete(LetterSource& source, Engine& engine) {
  source.around = surroundings(engine, source.what.instance, source.recipient.id);
}

std::string masked_link(std::string_view public_url) {
  return fmt::format("{}/task/(hidden)", public_url);
}

std::string framed_letter(const TemplateStore& templates, const LetterText& letter,
                          std::string_view public_url) {
  return templates.render(
      "mail/frame",
      json::object{{"subject", letter.subject}, {"body", letter.html}, {"public_url", public_url}});
}

}  // namespace accolade
