// The files themselves, with names that somebody typed to break them.
#include <gtest/gtest.h>

#include "handlers/documents/badges_paper.h"
#include "handlers/documents/calendar_file.h"
#include "handlers/documents/certificate_paper.h"
#include "handlers/documents/paper.h"
#include "handlers/documents/plain_words.h"
#include "handlers/documents/qr.h"
#include "handlers/documents/workbook.h"
#include "handlers/text/csv.h"

namespace accolade {
namespace {

Instant file_noon() {
  return *parse_instant("2026-03-02T12:00:00Z");
}

const std::vector<std::string>& hostile_names() {
  static const std::vector<std::string> names = {
      "=cmd|' /C calc'!A0",
      "Ana\r\nATTENDEE:mailto:eve@example.org\nEND:VEVENT",
      std::string(5'000, 'W'),
      "محمد بن موسى الخوارزمي",
      "\xe2\x80\xae"
      "desrever",
      "👩‍🔬👨🏽‍⚕️ Łukasz Ñandú",
      "Ελένη Παπαδοπούλου · Екатерина",
      "<script>alert(1)</script> & \"quoted\" \\ ; , :",
      "\xff\xfe bad \x01 bytes",
      "{name} {{name}} %s %n",
      "",
  };
  return names;
}

CalendarEntry entry_of(const std::string& name) {
  CalendarEntry entry;
  entry.method = CalendarEntry::Method::Request;
  entry.uid = "7@example.org";
  entry.sequence = 3;
  entry.summary = name;
  entry.location = name;
  entry.description = name;
  entry.url = "https://example.org/instances/7";
  entry.begins = file_noon();
  entry.ends = file_noon() + std::chrono::hours(2);
  entry.stamped = file_noon();
  entry.organiser = {"Office", "office@example.org"};
  entry.attendee = {{name, "ana@example.org"}};
  return entry;
}

int lines_beginning_with(const std::string& text, const std::string& beginning) {
  int count = 0;
  for (std::size_t at = text.find("\r\n" + beginning); at != text.npos;
       at = text.find("\r\n" + beginning, at + 1))
    ++count;
  return count;
}

TEST(CalendarFile, SaysWhatItIsInLinesOf75Bytes) {
  EXPECT_EQ(calendar_file(entry_of("Genomes, at work")),
            "BEGIN:VCALENDAR\r\nVERSION:2.0\r\nPRODID:-//Accolade//Accolade//EN\r\n"
            "METHOD:REQUEST\r\nBEGIN:VEVENT\r\nUID:7@example.org\r\nSEQUENCE:3\r\n"
            "DTSTAMP:20260302T120000Z\r\nDTSTART:20260302T120000Z\r\nDTEND:20260302T140000Z\r\n"
            "STATUS:CONFIRMED\r\nSUMMARY:Genomes\\, at work\r\nLOCATION:Genomes\\, at work\r\n"
            "DESCRIPTION:Genomes\\, at work\r\nURL:https://example.org/instances/7\r\n"
            "ORGANIZER;CN=Office:mailto:office@example.org\r\n"
            "ATTENDEE;CN=\"Genomes, at work\";PARTSTAT=ACCEPTED;RSVP=FALSE:mailto:\r\n"
            " ana@example.org\r\nEND:VEVENT\r\nEND:VCALENDAR\r\n");
}

TEST(CalendarFile, NoNameAddsALine) {
  for (const std::string& name : hostile_names()) {
    const std::string file = calendar_file(entry_of(name));
    EXPECT_EQ(lines_beginning_with(file, "ATTENDEE"), 1) << file;
    EXPECT_EQ(lines_beginning_with(file, "END:VEVENT"), 1) << file;
    EXPECT_EQ(lines_beginning_with(file, "SUMMARY"), name.empty() ? 0 : 1) << file;
    for (std::size_t at = 0; at < file.size();) {
      const std::size_t end = file.find("\r\n", at);
      EXPECT_LE(end - at, 75U) << file.substr(at, end - at);
      at = end + 2;
    }
  }
}

TEST(CalendarFile, PublishedOneNamesNoAttendee) {
  CalendarEntry entry = entry_of("Genomes");
  entry.method = CalendarEntry::Method::Publish;
  EXPECT_EQ(calendar_file(entry).find("ATTENDEE"), std::string::npos);
}

TEST(QrCode, IsASquareWithItsThreeEyes) {
  const QrCode code = qr_code("https://awards.example.org/door/33K3-FDG2-DAZ3-8WB9");
  ASSERT_EQ(code.dark.size(), static_cast<std::size_t>(code.side * code.side));
  const int last = code.side - 1;
  for (const auto& [row, column] :
       {std::pair(0, 0), std::pair(0, last - 6), std::pair(last - 6, 0)}) {
    EXPECT_TRUE(code.is_dark(row, column));
    EXPECT_FALSE(code.is_dark(row + 1, column + 1));
    EXPECT_TRUE(code.is_dark(row + 3, column + 3));
  }
  EXPECT_THROW(qr_code(""), std::invalid_argument);
  EXPECT_THROW(qr_code(std::string(1'001, 'x')), std::invalid_argument);
}

TEST(QrCode, TitleOfItsPictureIsText) {
  const std::string svg = svg_of(qr_code("x"), "<b> & </title>");
  EXPECT_NE(svg.find("<title>&lt;b&gt; &amp; &lt;/title&gt;</title>"), svg.npos) << svg;
}

TEST(Workbook, CsvHasNoFormulas) {
  Table table{"List", {"Name", "=1+1"}, {}};
  for (const std::string& name : hostile_names())
    table.rows.push_back({name, *Decimal::parse("-4.5")});
  const std::vector<CsvRow> rows = *rows_from_csv(csv_of(table));
  EXPECT_EQ(rows.at(0), (CsvRow{"Name", "'=1+1"}));
  EXPECT_EQ(rows.at(1), (CsvRow{"'=cmd|' /C calc'!A0", "-4.5"}));
}

TEST(Workbook, CsvHasDatesAsTheyAreSorted) {
  const Table table{"List",
                    {"Day", "Time"},
                    {{*parse_day("2026-03-02"), LocalTime{*parse_day("2026-03-02"), 9, 5}}}};
  EXPECT_EQ(rows_from_csv(csv_of(table))->at(1), (CsvRow{"2026-03-02", "2026-03-02 09:05"}));
}

TEST(Workbook, XlsxTakesWhateverIsTyped) {
  for (const std::string& name : hostile_names()) {
    const Table table{name, {name, name}, {{name, Day{}}, {name, LocalTime{}}}};
    EXPECT_TRUE(xlsx_of(table).starts_with("PK")) << name;
  }
  EXPECT_TRUE(xlsx_of({"No rows", {"A"}, {}}).starts_with("PK"));
  EXPECT_TRUE(xlsx_of({"Early", {"A"}, {{*parse_day("1812-03-02")}}}).starts_with("PK"));
  EXPECT_TRUE(xlsx_of({"Long", {"A"}, {{std::string(40'000, 'x')}}}).starts_with("PK"));
}

TEST(Paper, TakesWhateverIsTyped) {
  std::vector<Badge> badges;
  for (const std::string& name : hostile_names()) {
    const CertificateProof proof{"ABCD-EFGH", "https://x.org/verify/ABCD-EFGH", "https://x.org"};
    EXPECT_TRUE(certificate_paper({name, name, name}, proof, file_noon()).starts_with("%PDF-"));
    badges.push_back({{name, name, name, name}, "https://x.org/door/ABCD"});
  }
  EXPECT_TRUE(badges_paper("Badges", badges, file_noon()).starts_with("%PDF-"));
  EXPECT_TRUE(badges_paper("Badges", {}, file_noon()).starts_with("%PDF-"));
  EXPECT_TRUE(png_of(qr_code("x"), hostile_names().at(1)).starts_with("\x89PNG"));
}

TEST(Paper, SameWordsAndInstantAreTheSameBytes) {
  const Statement statement{"Certificate", "Ana", "was here."};
  const CertificateProof proof{"ABCD-EFGH", "https://x.org/verify/ABCD-EFGH", "https://x.org"};
  EXPECT_TRUE(certificate_paper(statement, proof, file_noon()) ==
              certificate_paper(statement, proof, file_noon()));
  EXPECT_FALSE(certificate_paper(statement, proof, file_noon()) ==
               certificate_paper(statement, proof, file_noon() + std::chrono::hours(1)));
}

TEST(PlainWords, HaveNoControls) {
  EXPECT_EQ(one_line_of("Ana\r\nRossi\t\x01x"), "Ana Rossi  x");
  EXPECT_EQ(lines_of("Ana\r\nRossi"), "Ana\nRossi");
  EXPECT_EQ(one_line_of("\xe2\x80\xae"
                        "abc\xe2\x81\xa6"),
            " abc ");
  EXPECT_EQ(one_line_of("\xffx"), "\xef\xbf\xbdx");
  EXPECT_EQ(one_line_of("“Ñandú” …"), "“Ñandú” …");
}

}  // namespace
}  // namespace accolade
