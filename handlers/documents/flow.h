// Headings, paragraphs and tables one below the other, over as many pages of A4 as they need.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "handlers/documents/paper.h"

namespace accolade {

struct FlowColumn {
  std::string heading;
  double share = 1;  // of the width
};

class Flow {
 public:
  // `foot` stands at the foot of each page.
  Flow(const Area& page, const std::string& title, std::string foot, Instant made);

  void heading(std::string_view text);
  void subheading(std::string_view text);
  void paragraph(std::string_view text);
  void small(std::string_view text);
  // The headings stand above the first row, and above the first of each page. What one page has no
  // room for ends with an ellipsis.
  void table(const std::vector<FlowColumn>& columns,
             const std::vector<std::vector<std::string>>& rows);
  // A square with its words beside it.
  void code(const QrCode& code, const std::vector<std::string>& lines);
  void gap(double height);
  std::string finished();

 private:
  void begin_page();
  // Whether a new page was begun for it.
  bool make_room(double height);
  void set(std::string_view text, const Lettering& lettering, double after);
  double row_height(const std::vector<FlowColumn>& columns, const std::vector<std::string>& cells,
                    const Lettering& lettering) const;
  void row(const std::vector<FlowColumn>& columns, const std::vector<std::string>& cells,
           const Lettering& lettering);

  Area page_;
  std::string foot_;
  Paper paper_;
  double at_ = 0;
  int pages_ = 0;
};

}  // namespace accolade
