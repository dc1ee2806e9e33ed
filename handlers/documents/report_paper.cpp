// Rows from the top down; a page that is full is followed by another, with the headings again.
#include "handlers/documents/report_paper.h"

#include "handlers/documents/paper.h"

namespace accolade {
namespace {

constexpr Ink petrol_ink{0.06, 0.35, 0.42};
constexpr Ink text_ink{0.10, 0.13, 0.15};
constexpr Ink pale_ink{0.29, 0.35, 0.38};
constexpr double report_margin = 18 * millimetre;
constexpr double table_width = a4_upright.width - 2 * report_margin;
constexpr double label_width = table_width * 0.36;
constexpr double row_height = 9 * millimetre;
constexpr double page_end = a4_upright.height - report_margin;

using Face = Lettering::Face;
using Weight = Lettering::Weight;

class Writing {
 public:
  Writing(const PaperReport& report, Instant made) : paper_(a4_upright, report.title, made) {
    paper_.text(line(12 * millimetre), report.title,
                {.face = Face::Sans, .weight = Weight::Bold, .size = 20, .ink = petrol_ink});
    top_ += 12 * millimetre;
    paper_.text(line(8 * millimetre), report.about + " (" + report.made_at + ")",
                {.face = Face::Sans, .size = 10, .ink = pale_ink});
    top_ += 11 * millimetre;
  }

  void add(const PaperTable& table) {
    need(3 * row_height, nullptr);
    paper_.text(line(9 * millimetre), table.heading,
                {.face = Face::Sans, .weight = Weight::Bold, .size = 13, .ink = text_ink});
    top_ += 9 * millimetre;
    headings(table);
    for (const PaperRow& row : table.rows)
      add(row, table);
    top_ += 6 * millimetre;
  }

  std::string finished() { return paper_.finished(); }

 private:
  static Area column(std::size_t index, std::size_t of, double top, double height) {
    const double width = (table_width - label_width) / static_cast<double>(of);
    return {report_margin + label_width + width * static_cast<double>(index), top, width, height};
  }
  Area line(double height) const { return {report_margin, top_, table_width, height}; }

  void need(double height, const PaperTable* table) {
    if (top_ + height <= page_end) return;
    paper_.next_page();
    top_ = report_margin;
    if (table != nullptr) headings(*table);
  }

  void headings(const PaperTable& table) {
    const Lettering small{.face = Face::Sans,
                          .weight = Weight::Bold,
                          .align = Lettering::Align::Centre,
                          .size = 9,
                          .ink = pale_ink};
    for (std::size_t i = 0; i < table.columns.size(); ++i)
      paper_.text(column(i, table.columns.size(), top_, row_height), table.columns[i], small);
    top_ += row_height;
    rule(0.9);
  }

  void add(const PaperRow& row, const PaperTable& table) {
    need(row_height, &table);
    const Weight weight = row.is_total ? Weight::Bold : Weight::Normal;
    paper_.text({report_margin, top_, label_width - 2 * millimetre, row_height}, row.label,
                {.face = Face::Sans, .weight = weight, .size = 10, .ink = text_ink});
    for (std::size_t i = 0; i < row.cells.size(); ++i) {
      const PaperCell& cell = row.cells[i];
      const double share = cell.small.empty() ? row_height : row_height * 0.58;
      paper_.text(column(i, row.cells.size(), top_, share), cell.number,
                  {.face = Face::Sans,
                   .weight = weight,
                   .align = Lettering::Align::Centre,
                   .size = 11,
                   .ink = text_ink});
      if (cell.small.empty()) continue;
      paper_.text(column(i, row.cells.size(), top_ + share, row_height - share), cell.small,
                  {.face = Face::Sans,
                   .align = Lettering::Align::Centre,
                   .size = 7,
                   .size_min = 4,
                   .ink = pale_ink});
    }
    top_ += row_height;
    rule(0.3);
  }

  void rule(double width) {
    paper_.line(report_margin, top_, report_margin + table_width, top_, width, petrol_ink);
  }

  Paper paper_;
  double top_ = report_margin;
};

}  // namespace

std::string report_paper(const PaperReport& report, Instant made) {
  Writing writing(report, made);
  for (const PaperTable& table : report.tables)
    writing.add(table);
  return writing.finished();
}

}  // namespace accolade
