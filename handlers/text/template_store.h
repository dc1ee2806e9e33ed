// Pages and letters from Mustache templates. Nobody else sees the library.
//
// A view is a JSON object. In a section, null, false, "" and [] are false, and so is what is
// absent; all else is true, 0 included.
#pragma once

#include <filesystem>
#include <map>
#include <memory>
#include <stdexcept>
#include <string>
#include <string_view>
#include <vector>

#include <boost/json/object.hpp>

#include "engine/value/outcome.h"

namespace accolade {

// "pages/call" -> the text of pages/call.mustache
using TemplateTexts = std::map<std::string, std::string>;

// Every *.mustache under `folder`. Throws std::runtime_error if it is no folder or cannot be read.
TemplateTexts read_templates(const std::filesystem::path& folder);

// What becomes of a variable that the view does not have, or that is no text or number.
enum class Missing {
  Throws,   // MissingVariable: tests and development
  IsLogged  // prints nothing, and says so in the log: production
};

struct MissingVariable : std::runtime_error {
  using std::runtime_error::runtime_error;
};

class TemplateStore {
 public:
  // Throws std::runtime_error with one line "FILE:LINE: what is wrong" for each fault: a broken tag
  // or section, `{{> name}}` without partials/name, a partial within itself, and `{{{name}}}` or
  // `{{&name}}` without a comment `{{! safe: why }}` on its line or the line before.
  TemplateStore(const TemplateTexts& texts, Missing missing);
  ~TemplateStore();
  TemplateStore(TemplateStore&&) noexcept;
  TemplateStore& operator=(TemplateStore&&) noexcept;

  // Values are escaped for HTML text and quoted attributes. Safe from any thread. An unknown
  // `name` is a defect: std::out_of_range.
  std::string render(std::string_view name, const boost::json::object& view) const;

 private:
  struct Page;
  std::map<std::string, Page, std::less<>> pages_;
  Missing missing_;
};

// How values enter a letter: as they are (the text part), or so that Markdown shows them literally
// (what becomes the HTML part; see markdown_escaped).
enum class Escape { Nothing, Markdown };

// A letter, which is one text without partials. A broken one throws std::runtime_error: letters are
// checked with variables_of when they are loaded or edited.
std::string render_text(std::string_view text, const boost::json::object& view, Escape escape,
                        Missing missing);

// The names that a letter uses, sections' too, sorted and each once; without "." and without the
// names inside of sections, which may be those of a list's items. Refuses a broken letter and one
// with partials as Invalid, the sentence beginning with "LINE: ".
Outcome<std::vector<std::string>> variables_of(std::string_view text);

}  // namespace accolade
