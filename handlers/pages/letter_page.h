// Letters and files: what was sent, and what was handed in.
#pragma once

#include "handlers/letters/letter_text.h"
#include "handlers/pages/instance_view.h"
#include "handlers/pages/pages.h"

namespace accolade {

// GET /letters/{id}: as it was sent, with links that sign in masked.
http::Response show_letter(Pages& pages, const Visit& visit);
// GET /files/{id}: to keep, never shown inside a page.
http::Response send_file(Pages& pages, const Visit& visit);

// `letters` are of one instance.
std::vector<LetterLine> letter_lines(Pages& pages, const std::vector<Letter>& letters);
// The words of a letter to be read on a page.
LetterText read_letter(Pages& pages, const Letter& letter, LetterSurroundings around);

}  // namespace accolade
