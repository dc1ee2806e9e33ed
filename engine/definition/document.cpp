// Cuts a text at its braces.
#include "engine/definition/document.h"

#include <algorithm>

namespace accolade {

std::vector<TextPiece> pieces_of(const std::string& text) {
  std::vector<TextPiece> pieces;
  std::size_t at = 0;
  while (true) {
    const std::size_t open = text.find('{', at);
    const std::size_t close = open == std::string::npos ? open : text.find('}', open);
    if (close == std::string::npos) break;
    pieces.push_back({text.substr(at, open - at), text.substr(open + 1, close - open - 1)});
    at = close + 1;
  }
  pieces.push_back({text.substr(at), ""});
  return pieces;
}

}  // namespace accolade
