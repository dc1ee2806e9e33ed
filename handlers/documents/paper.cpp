// The owner of cairo and Pango: PDF and PNG files, and text of any script that keeps to its place.
#include "handlers/documents/paper.h"

#include <algorithm>
#include <stdexcept>

#include <cairo-pdf.h>
#include <cairo.h>
#include <pango/pangocairo.h>

#include "handlers/documents/plain_words.h"

namespace accolade {
namespace {

constexpr const char* serif_fonts = "Linux Libertine O, DejaVu Serif, Serif";
constexpr const char* sans_fonts = "Linux Biolinum O, DejaVu Sans, Sans";
constexpr double size_steps = 20;
constexpr std::size_t paragraph_bytes_max = 2'000;

struct FreeLayout {
  void operator()(PangoLayout* layout) const { g_object_unref(layout); }
};
using Layout = std::unique_ptr<PangoLayout, FreeLayout>;

struct FreeFont {
  void operator()(PangoFontDescription* font) const { pango_font_description_free(font); }
};
struct FreeCairo {
  void operator()(cairo_t* cairo) const { cairo_destroy(cairo); }
};
struct FreeSurface {
  void operator()(cairo_surface_t* surface) const { cairo_surface_destroy(surface); }
};
using Surface = std::unique_ptr<cairo_surface_t, FreeSurface>;
using Pen = std::unique_ptr<cairo_t, FreeCairo>;

cairo_status_t append(void* to, const unsigned char* bytes, unsigned int count) {
  static_cast<std::string*>(to)->append(reinterpret_cast<const char*>(bytes), count);
  return CAIRO_STATUS_SUCCESS;
}

void check(cairo_status_t status) {
  if (status != CAIRO_STATUS_SUCCESS) throw std::runtime_error(cairo_status_to_string(status));
}

// What no page has room for is not even laid out.
std::string paragraph(std::string_view text) {
  return one_line_of(text.substr(0, paragraph_bytes_max));
}

void set_size(PangoLayout* layout, const Lettering& lettering, double size) {
  const std::unique_ptr<PangoFontDescription, FreeFont> font(pango_font_description_new());
  const bool is_serif = lettering.face == Lettering::Face::Serif;
  pango_font_description_set_family(font.get(), is_serif ? serif_fonts : sans_fonts);
  pango_font_description_set_absolute_size(font.get(), size * PANGO_SCALE);
  if (lettering.weight == Lettering::Weight::Bold) {
    pango_font_description_set_weight(font.get(), PANGO_WEIGHT_BOLD);
  }
  pango_layout_set_font_description(layout, font.get());
}

double height_of(PangoLayout* layout) {
  int height = 0;
  pango_layout_get_size(layout, nullptr, &height);
  return static_cast<double>(height) / PANGO_SCALE;
}

// A word that is broken in its middle to fit is better written smaller.
bool is_broken_in_a_word(PangoLayout* layout, double width) {
  int widest = 0;
  pango_layout_set_wrap(layout, PANGO_WRAP_WORD);
  pango_layout_get_size(layout, &widest, nullptr);
  pango_layout_set_wrap(layout, PANGO_WRAP_WORD_CHAR);
  return static_cast<double>(widest) / PANGO_SCALE > width;
}

enum class Words { Whole, Broken };

bool fits(PangoLayout* layout, const Area& area, Words words) {
  if (height_of(layout) > area.height) return false;
  return words == Words::Broken || !is_broken_in_a_word(layout, area.width);
}

// The largest that fits, to a part of what there is between the two; the least where none does.
void set_largest_size(PangoLayout* layout, const Area& area, const Lettering& lettering) {
  set_size(layout, lettering, lettering.size_min);
  const bool has_endless_word = is_broken_in_a_word(layout, area.width);
  const Words words = has_endless_word ? Words::Broken : Words::Whole;
  set_size(layout, lettering, lettering.size);
  if (fits(layout, area, words)) return;
  double fitting = lettering.size_min;
  double beyond = lettering.size;
  while (beyond - fitting > (lettering.size - lettering.size_min) / size_steps) {
    const double between = (fitting + beyond) / 2;
    set_size(layout, lettering, between);
    (fits(layout, area, words) ? fitting : beyond) = between;
  }
  set_size(layout, lettering, fitting);
}

void draw_text(cairo_t* cairo, const Area& area, std::string_view text,
               const Lettering& lettering) {
  const std::string clean = paragraph(text);
  const Layout layout(pango_cairo_create_layout(cairo));
  pango_layout_set_text(layout.get(), clean.data(), static_cast<int>(clean.size()));
  pango_layout_set_width(layout.get(), static_cast<int>(area.width * PANGO_SCALE));
  pango_layout_set_wrap(layout.get(), PANGO_WRAP_WORD_CHAR);
  const bool is_centred = lettering.align == Lettering::Align::Centre;
  pango_layout_set_alignment(layout.get(), is_centred ? PANGO_ALIGN_CENTER : PANGO_ALIGN_LEFT);
  set_largest_size(layout.get(), area, lettering);
  pango_layout_set_height(layout.get(), static_cast<int>(area.height * PANGO_SCALE));
  pango_layout_set_ellipsize(layout.get(), PANGO_ELLIPSIZE_END);
  cairo_save(cairo);
  cairo_rectangle(cairo, area.x, area.y, area.width, area.height);
  cairo_clip(cairo);
  cairo_set_source_rgb(cairo, lettering.ink.red, lettering.ink.green, lettering.ink.blue);
  cairo_move_to(cairo, area.x, area.y + std::max(0.0, area.height - height_of(layout.get())) / 2);
  pango_cairo_show_layout(cairo, layout.get());
  cairo_restore(cairo);
}

void draw_code(cairo_t* cairo, const Area& area, const QrCode& code) {
  const double module = area.width / (code.side + 2 * qr_quiet_modules);
  cairo_set_source_rgb(cairo, 1, 1, 1);
  cairo_rectangle(cairo, area.x, area.y, area.width, area.height);
  cairo_fill(cairo);
  cairo_set_source_rgb(cairo, 0, 0, 0);
  for (int row = 0; row < code.side; ++row) {
    for (int column = 0; column < code.side; ++column) {
      if (!code.is_dark(row, column)) continue;
      cairo_rectangle(cairo, area.x + module * (column + qr_quiet_modules),
                      area.y + module * (row + qr_quiet_modules), module, module);
    }
  }
  cairo_fill(cairo);
}

}  // namespace

struct Paper::Sheet {
  std::string bytes;
  Surface surface;
  Pen pen;
};

Paper::Paper(const Area& page, const std::string& title, Instant made)
    : sheet_(std::make_unique<Sheet>()) {
  Sheet& sheet = *sheet_;
  sheet.surface.reset(
      cairo_pdf_surface_create_for_stream(append, &sheet.bytes, page.width, page.height));
  const std::string date = to_text(std::chrono::floor<std::chrono::seconds>(made));
  const std::string words = paragraph(title);
  cairo_pdf_surface_set_metadata(sheet.surface.get(), CAIRO_PDF_METADATA_TITLE, words.c_str());
  cairo_pdf_surface_set_metadata(sheet.surface.get(), CAIRO_PDF_METADATA_CREATE_DATE, date.c_str());
  sheet.pen.reset(cairo_create(sheet.surface.get()));
  check(cairo_status(sheet.pen.get()));
}

Paper::~Paper() = default;
Paper::Paper(Paper&&) noexcept = default;
Paper& Paper::operator=(Paper&&) noexcept = default;

void Paper::text(const Area& area, std::string_view text, const Lettering& lettering) {
  draw_text(sheet_->pen.get(), area, text, lettering);
}

double Paper::height(double width, std::string_view text, const Lettering& lettering) const {
  if (text.empty()) return 0;
  const std::string clean = paragraph(text);
  const Layout layout(pango_cairo_create_layout(sheet_->pen.get()));
  pango_layout_set_text(layout.get(), clean.data(), static_cast<int>(clean.size()));
  pango_layout_set_width(layout.get(), static_cast<int>(width * PANGO_SCALE));
  pango_layout_set_wrap(layout.get(), PANGO_WRAP_WORD_CHAR);
  set_size(layout.get(), lettering, lettering.size);
  return height_of(layout.get()) + 1;
}

void Paper::line(double from_x, double from_y, double to_x, double to_y, double width, Ink ink) {
  cairo_t* const cairo = sheet_->pen.get();
  cairo_set_source_rgb(cairo, ink.red, ink.green, ink.blue);
  cairo_set_line_width(cairo, width);
  cairo_move_to(cairo, from_x, from_y);
  cairo_line_to(cairo, to_x, to_y);
  cairo_stroke(cairo);
}

void Paper::frame(const Area& area, double width, Ink ink) {
  cairo_t* const cairo = sheet_->pen.get();
  cairo_set_source_rgb(cairo, ink.red, ink.green, ink.blue);
  cairo_set_line_width(cairo, width);
  cairo_rectangle(cairo, area.x, area.y, area.width, area.height);
  cairo_stroke(cairo);
}

void Paper::code(const Area& area, const QrCode& code) {
  draw_code(sheet_->pen.get(), area, code);
}

void Paper::next_page() {
  cairo_show_page(sheet_->pen.get());
}

std::string Paper::finished() {
  Sheet& sheet = *sheet_;
  cairo_show_page(sheet.pen.get());
  check(cairo_status(sheet.pen.get()));
  sheet.pen.reset();
  cairo_surface_finish(sheet.surface.get());
  check(cairo_surface_status(sheet.surface.get()));
  return std::move(sheet.bytes);
}

std::string png_of(const QrCode& code, std::string_view below) {
  constexpr int module = 8;
  constexpr int line_height = 44;
  const int side = module * (code.side + 2 * qr_quiet_modules);
  const Surface surface(cairo_image_surface_create(CAIRO_FORMAT_RGB24, side, side + line_height));
  const Pen pen(cairo_create(surface.get()));
  cairo_set_source_rgb(pen.get(), 1, 1, 1);
  cairo_paint(pen.get());
  cairo_set_antialias(pen.get(), CAIRO_ANTIALIAS_NONE);
  draw_code(pen.get(), {0, 0, static_cast<double>(side), static_cast<double>(side)}, code);
  cairo_set_antialias(pen.get(), CAIRO_ANTIALIAS_DEFAULT);
  draw_text(pen.get(),
            {0, side - 1.5 * module, static_cast<double>(side), static_cast<double>(line_height)},
            below, {.face = Lettering::Face::Sans, .align = Lettering::Align::Centre, .size = 24});
  std::string bytes;
  check(cairo_surface_write_to_png_stream(surface.get(), append, &bytes));
  return bytes;
}

}  // namespace accolade
