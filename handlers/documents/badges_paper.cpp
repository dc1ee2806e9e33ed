// A grid of cards; the name takes what the code leaves.
#include "handlers/documents/badges_paper.h"

#include <algorithm>

#include "handlers/documents/paper.h"

namespace accolade {
namespace {

constexpr std::size_t columns = 2, rows_a_page = 5;
constexpr double card_width = 90 * millimetre;
constexpr double card_height = 54 * millimetre;
constexpr double grid_left = (a4_upright.width - columns * card_width) / 2;
constexpr double grid_top = (a4_upright.height - rows_a_page * card_height) / 2;
constexpr double padding = 5 * millimetre;
constexpr double code_side = 24 * millimetre;
constexpr double mark_length = 4 * millimetre;
constexpr Ink mark_ink{0.55, 0.55, 0.55};
constexpr Ink name_ink{0.10, 0.13, 0.15};
constexpr Ink rest_ink{0.29, 0.35, 0.38};

// Marks outside of the grid, so that no line is left on a card that is cut a little off.
void draw_cut_marks(Paper& paper) {
  const double right = grid_left + columns * card_width;
  const double bottom = grid_top + rows_a_page * card_height;
  for (std::size_t column = 0; column <= columns; ++column) {
    const double x = grid_left + static_cast<double>(column) * card_width;
    paper.line(x, grid_top - 1.5 * mark_length, x, grid_top - mark_length / 2, 0.4, mark_ink);
    paper.line(x, bottom + mark_length / 2, x, bottom + 1.5 * mark_length, 0.4, mark_ink);
  }
  for (std::size_t row = 0; row <= rows_a_page; ++row) {
    const double y = grid_top + static_cast<double>(row) * card_height;
    paper.line(grid_left - 1.5 * mark_length, y, grid_left - mark_length / 2, y, 0.4, mark_ink);
    paper.line(right + mark_length / 2, y, right + 1.5 * mark_length, y, 0.4, mark_ink);
  }
  // Where four cards meet, a cross in the fold of all four.
  constexpr double arm = 1.2 * millimetre;
  for (std::size_t row = 1; row < rows_a_page; ++row) {
    const double x = grid_left + card_width;
    const double y = grid_top + static_cast<double>(row) * card_height;
    paper.line(x - arm, y, x + arm, y, 0.3, mark_ink);
    paper.line(x, y - arm, x, y + arm, 0.3, mark_ink);
  }
}

void draw_badge(Paper& paper, double left, double top, const Badge& badge) {
  const double inner_left = left + padding;
  const double inner_width = card_width - 2 * padding;
  constexpr double name_height = 19 * millimetre;
  if (!badge.lines.empty()) {
    paper.text({inner_left, top + padding, inner_width, name_height}, badge.lines.front(),
               {.face = Lettering::Face::Sans,
                .weight = Lettering::Weight::Bold,
                .size = 22,
                .size_min = 7,
                .ink = name_ink});
  }
  std::vector<std::string> rest;
  for (std::size_t i = 1; i < badge.lines.size(); ++i)
    if (!badge.lines[i].empty()) rest.push_back(badge.lines[i]);
  const double rest_top = top + padding + name_height + millimetre;
  const double rest_height = card_height - 2 * padding - name_height - millimetre;
  const double rest_width = inner_width - (badge.code.empty() ? 0 : code_side + millimetre);
  const double line = rest_height / static_cast<double>(std::max<std::size_t>(rest.size(), 3));
  for (std::size_t i = 0; i < rest.size(); ++i) {
    paper.text({inner_left, rest_top + static_cast<double>(i) * line, rest_width, line}, rest[i],
               {.face = Lettering::Face::Sans, .size = 11, .size_min = 6, .ink = rest_ink});
  }
  if (badge.code.empty()) return;
  const double code_left = left + card_width - padding / 2 - code_side;
  const double code_top = top + card_height - padding / 2 - code_side;
  paper.code({code_left, code_top, code_side, code_side}, qr_code(badge.code));
}

}  // namespace

std::string badges_paper(const std::string& title, const std::vector<Badge>& badges, Instant made) {
  constexpr std::size_t badges_a_page = columns * rows_a_page;
  Paper paper(a4_upright, title, made);
  draw_cut_marks(paper);
  for (std::size_t i = 0; i < badges.size(); ++i) {
    const std::size_t place = i % badges_a_page;
    if (i > 0 && place == 0) {
      paper.next_page();
      draw_cut_marks(paper);
    }
    draw_badge(paper, grid_left + static_cast<double>(place % columns) * card_width,
               grid_top + static_cast<double>(place / columns) * card_height, badges[i]);
  }
  return paper.finished();
}

}  // namespace accolade
