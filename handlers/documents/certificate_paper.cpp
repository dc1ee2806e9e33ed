// A frame, three texts below each other, and the proof at the foot.
#include "handlers/documents/certificate_paper.h"

#include "handlers/documents/paper.h"

namespace accolade {
namespace {

constexpr Ink petrol{0.06, 0.35, 0.42};
constexpr Ink dark_ink{0.10, 0.13, 0.15};
constexpr Ink soft_ink{0.29, 0.35, 0.38};
constexpr double side_margin = 38 * millimetre;
constexpr double text_width = a4_across.width - 2 * side_margin;

Area inside(double margin) {
  return {margin, margin, a4_across.width - 2 * margin, a4_across.height - 2 * margin};
}

Area band(double top, double height) {
  return {side_margin, top * millimetre, text_width, height * millimetre};
}

Lettering centred(double size, double size_min, Ink ink) {
  return {.align = Lettering::Align::Centre, .size = size, .size_min = size_min, .ink = ink};
}

void draw_frame(Paper& paper) {
  paper.frame(inside(10 * millimetre), 2.4, petrol);
  paper.frame(inside(12.5 * millimetre), 0.6, petrol);
  constexpr double corner = 12.5 * millimetre;
  constexpr double arm = 7 * millimetre;
  for (const double x : {corner, a4_across.width - corner}) {
    for (const double y : {corner, a4_across.height - corner}) {
      const double inwards_x = x < a4_across.width / 2 ? arm : -arm;
      const double inwards_y = y < a4_across.height / 2 ? arm : -arm;
      paper.line(x + inwards_x, y, x, y + inwards_y, 0.6, petrol);
    }
  }
}

void draw_rule(Paper& paper, double top) {
  constexpr double half = 24 * millimetre;
  constexpr double middle = a4_across.width / 2;
  paper.line(middle - half, top * millimetre, middle + half, top * millimetre, 0.9, petrol);
}

void draw_proof(Paper& paper, const CertificateProof& proof) {
  constexpr double side = 26 * millimetre;
  constexpr double left = 20 * millimetre;
  constexpr double top = a4_across.height - 20 * millimetre - side;
  paper.code({left, top, side, side}, qr_code(proof.url));
  const Area words{left + side + 4 * millimetre, top + 3 * millimetre, 150 * millimetre,
                   side - 6 * millimetre};
  const double line = words.height / 3;
  const Lettering small{.face = Lettering::Face::Sans, .size = 9, .ink = soft_ink};
  Lettering strong = small;
  strong.weight = Lettering::Weight::Bold;
  strong.size = 11;
  strong.ink = dark_ink;
  paper.text({words.x, words.y, words.width, line}, "Is this certificate genuine? Type its code at",
             small);
  paper.text({words.x, words.y + line, words.width, line}, proof.page, small);
  paper.text({words.x, words.y + 2 * line, words.width, line}, proof.code, strong);
}

}  // namespace

std::string certificate_paper(const Statement& statement, const CertificateProof& proof,
                              Instant made) {
  Paper paper(a4_across, statement.title, made);
  draw_frame(paper);
  const bool is_named = !statement.name.empty();
  paper.text(band(26, 26), statement.title, centred(38, 16, petrol));
  draw_rule(paper, 56);
  if (is_named) paper.text(band(61, 31), statement.name, centred(32, 11, dark_ink));
  paper.text(is_named ? band(94, 46) : band(66, 86), statement.text, centred(19, 8, dark_ink));
  draw_proof(paper, proof);
  return paper.finished();
}

}  // namespace accolade
