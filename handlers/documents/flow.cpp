// Measures first, so that a row is never cut by the end of a page.
#include "handlers/documents/flow.h"

#include <algorithm>

namespace accolade {
namespace {

constexpr Ink heading_ink{0.06, 0.35, 0.42};
constexpr Ink body_ink{0.10, 0.13, 0.15};
constexpr Ink rule_ink{0.75, 0.79, 0.81};
constexpr double page_margin = 16 * millimetre;
constexpr double foot_height = 8 * millimetre;
constexpr double cell_gap = 2 * millimetre;
constexpr double row_gap = 1.2 * millimetre;

Lettering sans(double size, Lettering::Weight weight, Ink ink) {
  return {
      .face = Lettering::Face::Sans, .weight = weight, .size = size, .size_min = size, .ink = ink};
}

const Lettering& cell_lettering() {
  static const Lettering lettering = sans(8, Lettering::Weight::Normal, body_ink);
  return lettering;
}

const Lettering& head_lettering() {
  static const Lettering lettering = sans(8, Lettering::Weight::Bold, heading_ink);
  return lettering;
}

double sum_of(const std::vector<FlowColumn>& columns) {
  double all = 0;
  for (const FlowColumn& column : columns)
    all += column.share;
  return all;
}

}  // namespace

Flow::Flow(const Area& page, const std::string& title, std::string foot, Instant made)
    : page_(page), foot_(std::move(foot)), paper_(page, title, made) {
  begin_page();
}

void Flow::begin_page() {
  if (pages_ > 0) paper_.next_page();
  ++pages_;
  at_ = page_margin;
  const double top = page_.height - page_margin - foot_height / 2;
  const Lettering small = sans(7.5, Lettering::Weight::Normal, body_ink);
  const double width = page_.width - 2 * page_margin;
  paper_.text({page_margin, top, width, foot_height}, foot_ + "  ·  " + std::to_string(pages_),
              small);
}

bool Flow::make_room(double height) {
  if (at_ + height <= page_.height - page_margin - foot_height || at_ <= page_margin) return false;
  begin_page();
  return true;
}

void Flow::set(std::string_view text, const Lettering& lettering, double after) {
  const double width = page_.width - 2 * page_margin;
  const double height = paper_.height(width, text, lettering);
  make_room(height);
  paper_.text({page_margin, at_, width, height}, text, lettering);
  at_ += height + after;
}

void Flow::heading(std::string_view text) {
  set(text, sans(20, Lettering::Weight::Bold, heading_ink), 3 * millimetre);
}

void Flow::subheading(std::string_view text) {
  make_room(20 * millimetre);
  gap(3 * millimetre);
  set(text, sans(12, Lettering::Weight::Bold, heading_ink), 2 * millimetre);
}

void Flow::paragraph(std::string_view text) {
  set(text, sans(10, Lettering::Weight::Normal, body_ink), 2 * millimetre);
}

void Flow::small(std::string_view text) {
  set(text, sans(8, Lettering::Weight::Normal, body_ink), 1.5 * millimetre);
}

void Flow::gap(double height) {
  at_ += height;
}

double Flow::row_height(const std::vector<FlowColumn>& columns,
                        const std::vector<std::string>& cells, const Lettering& lettering) const {
  const double width = page_.width - 2 * page_margin;
  const double all = sum_of(columns);
  double height = 0;
  for (std::size_t i = 0; i < columns.size() && i < cells.size(); ++i)
    height = std::max(
        height, paper_.height(width * columns[i].share / all - cell_gap, cells[i], lettering));
  return std::min(height, page_.height - 2 * page_margin - 4 * foot_height);
}

void Flow::row(const std::vector<FlowColumn>& columns, const std::vector<std::string>& cells,
               const Lettering& lettering) {
  const double width = page_.width - 2 * page_margin;
  const double all = sum_of(columns);
  const double height = row_height(columns, cells, lettering);
  double left = page_margin;
  for (std::size_t i = 0; i < columns.size() && i < cells.size(); ++i) {
    const double share = width * columns[i].share / all;
    // At the top of the row: text is set in the middle of its area.
    const double own = std::min(height, paper_.height(share - cell_gap, cells[i], lettering));
    if (!cells[i].empty()) paper_.text({left, at_, share - cell_gap, own}, cells[i], lettering);
    left += share;
  }
  at_ += height + row_gap;
  paper_.line(page_margin, at_, page_margin + width, at_, 0.5, rule_ink);
  at_ += row_gap;
}

void Flow::table(const std::vector<FlowColumn>& columns,
                 const std::vector<std::vector<std::string>>& rows) {
  std::vector<std::string> headings;
  for (const FlowColumn& column : columns)
    headings.push_back(column.heading);
  bool needs_head = true;
  for (const std::vector<std::string>& cells : rows) {
    const double head = needs_head ? row_height(columns, headings, head_lettering()) : 0;
    const double height = row_height(columns, cells, cell_lettering()) + 2 * row_gap;
    needs_head = make_room(head + height + 2 * row_gap) || needs_head;
    if (needs_head) row(columns, headings, head_lettering());
    needs_head = false;
    row(columns, cells, cell_lettering());
  }
  gap(2 * millimetre);
}

void Flow::code(const QrCode& code, const std::vector<std::string>& lines) {
  constexpr double side = 24 * millimetre;
  make_room(side + 4 * millimetre);
  gap(3 * millimetre);
  paper_.code({page_margin, at_, side, side}, code);
  double top = at_ + 3 * millimetre;
  for (const std::string& text : lines) {
    paper_.text({page_margin + side + 4 * millimetre, top, page_.width / 2, 6 * millimetre}, text,
                sans(9, Lettering::Weight::Normal, body_ink));
    top += 6 * millimetre;
  }
  at_ += side + 2 * millimetre;
}

std::string Flow::finished() {
  return paper_.finished();
}

}  // namespace accolade
