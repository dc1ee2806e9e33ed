// Pages of paper and pictures, in points from the top left corner: what certificates, badges and
// the picture of a ticket are drawn with.
#pragma once

#include <memory>
#include <string>
#include <string_view>

#include "engine/value/instant.h"
#include "handlers/documents/qr.h"

namespace accolade {

struct Area {
  double x = 0, y = 0, width = 0, height = 0;
};

struct Ink {
  double red = 0, green = 0, blue = 0;
};

struct Lettering {
  enum class Face { Serif, Sans } face = Face::Serif;
  enum class Weight { Normal, Bold } weight = Weight::Normal;
  enum class Align { Left, Centre } align = Align::Left;
  double size = 12;     // points
  double size_min = 6;  // as small as it becomes to fit
  Ink ink = {};
};

inline constexpr double millimetre = 72 / 25.4;
inline constexpr Area a4_upright{0, 0, 210 * millimetre, 297 * millimetre};
inline constexpr Area a4_across{0, 0, 297 * millimetre, 210 * millimetre};

// A PDF file. Text is any UTF-8: a line break or another control character in it is a blank, any
// script is set in its own direction, and what no size lets fit ends with an ellipsis. The same
// strokes with the same `made` give the same bytes. One thread at a time.
class Paper {
 public:
  Paper(const Area& page, const std::string& title, Instant made);
  ~Paper();
  Paper(Paper&&) noexcept;
  Paper& operator=(Paper&&) noexcept;

  // Set in lines within the area, in the middle of its height, smaller as far as it must.
  void text(const Area& area, std::string_view text, const Lettering& lettering);
  // The height that `text` would have in this width, at the lettering's size.
  double height(double width, std::string_view text, const Lettering& lettering) const;
  void line(double from_x, double from_y, double to_x, double to_y, double width, Ink ink);
  void frame(const Area& area, double width, Ink ink);
  // With its quiet zone inside of the area, which is a square.
  void code(const Area& area, const QrCode& code);
  void next_page();
  // The file; nothing is drawn after it.
  std::string finished();

 private:
  struct Sheet;
  std::unique_ptr<Sheet> sheet_;
};

// A PNG file of the code with its quiet zone, and a line of text below it.
std::string png_of(const QrCode& code, std::string_view below);

}  // namespace accolade
