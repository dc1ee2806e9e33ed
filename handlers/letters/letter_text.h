// The words of a letter: one function for preview, page and sending.
#pragma once

#include <string>
#include <string_view>

#include "engine/definition/workflow.h"
#include "engine/ports/directory.h"
#include "engine/ports/letters.h"
#include "engine/use_case/engine.h"
#include "handlers/text/template_store.h"

namespace accolade {

// What the recipient sees around the letter.
struct LetterSurroundings {
  std::string title = {}, reference = {}, state = {};  // of the instance, in words
  Fields parent = {};
  std::map<std::string, std::string> persons = {};  // id -> name, for fields that name somebody
};
// As it is now; nothing of what the recipient does not see any more.
LetterSurroundings surroundings(Engine& engine, InstanceId instance, PersonId recipient);

// What a letter is made of. Its variables are the fields of the letter in words (empty where there
// is none), `person.name`, `link`, `parent.FIELD`, and `title`, `reference` and `state` unless a
// field is called so.
struct LetterSource {
  const Package& package;
  const NewLetter& what;
  Person recipient = {};
  std::string link = {};  // "https://...": minted for sending, masked_link() to be read
  std::string zone = "Europe/Brussels";
  LetterSurroundings around = {};
};

struct LetterText {
  std::string subject;   // one line
  std::string markdown;  // the text part: values as they are
  std::string html;      // of the same, values escaped: safe inside an element
  bool operator==(const LetterText&) const = default;
};

// Throws std::runtime_error if the package has no such letter or a broken one: published packages
// were checked.
LetterText letter_text(const LetterSource& source);

// Fills in what is around.
void complete(LetterSource& source, Engine& engine);

// What a page shows in place of a link that would sign in whoever follows it.
std::string masked_link(std::string_view public_url);

// The HTML part of the mail: the letter in the frame templates/mail/frame.mustache.
std::string framed_letter(const TemplateStore& templates, const LetterText& letter,
                          std::string_view public_url);

}  // namespace accolade
