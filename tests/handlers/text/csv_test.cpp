// Tables written, read again, and refused with their line.
#include "handlers/text/csv.h"

#include <gtest/gtest.h>

namespace accolade {
namespace {

using Rows = std::vector<CsvRow>;

std::string refusal_of(std::string_view text) {
  const Outcome<Rows> rows = rows_from_csv(text);
  return rows ? "read" : rows.refusal().sentence;
}

TEST(Csv, FieldsAreQuotedAndRowsEndAsInTheRfc) {
  EXPECT_EQ(csv_from_rows({{"name", "score"}, {"Ana \"A\" Li, MD", "4.5"}, {"", "two\nlines"}}),
            "\"name\",\"score\"\r\n\"Ana \"\"A\"\" Li, MD\",\"4.5\"\r\n\"\",\"two\nlines\"\r\n");
}

TEST(Csv, WhatASpreadsheetWouldRunGetsAnApostrophe) {
  EXPECT_EQ(csv_from_rows({{"=1+1", "+32 2 555", "-A1", "@SUM(A1)", "\tx", "\r=x"}}),
            "\"'=1+1\",\"'+32 2 555\",\"'-A1\",\"'@SUM(A1)\",\"'\tx\",\"'\r=x\"\r\n");
}

TEST(Csv, NegativeNumbersStayNumbers) {
  EXPECT_EQ(csv_from_rows({{"-4.5", "-1", "-", "-1.2.3"}}),
            "\"-4.5\",\"-1\",\"'-\",\"'-1.2.3\"\r\n");
}

TEST(Csv, WhatIsWrittenIsReadAgain) {
  const Rows rows = {{"name", "note"}, {"Zo\xC3\xAB", "a \"b\", c\r\nd"}, {" spaced ", ""}};

  const Outcome<Rows> read = rows_from_csv(csv_from_rows(rows));

  ASSERT_TRUE(read) << read.refusal().sentence;
  EXPECT_EQ(*read, rows);
}

TEST(Csv, ReadsWhatSpreadsheetsSave) {
  const Outcome<Rows> read = rows_from_csv(
      "\xEF\xBB\xBF"
      "a;b\r\n1;\"2;3\"\r\n\r\n4;5",
      ';');

  ASSERT_TRUE(read) << read.refusal().sentence;
  EXPECT_EQ(*read, (Rows{{"a", "b"}, {"1", "2;3"}, {"4", "5"}}));
}

TEST(Csv, OfNothingIsNoRows) {
  const Outcome<Rows> read = rows_from_csv("");

  ASSERT_TRUE(read);
  EXPECT_EQ(*read, Rows{});
}

TEST(Csv, ARowOfAnotherLengthIsRefusedWithItsFirstLine) {
  EXPECT_EQ(refusal_of("a,b\n\"1\n1\",2\n\"3\n3\"\n"),
            "Line 4 has 1 columns, but the first row has 2.");
}

TEST(Csv, AQuotationMarkInTheWrongPlaceIsRefusedWithItsLine) {
  EXPECT_EQ(refusal_of("a,b\n1,2\nx\"y,3\n"),
            "Line 3: a quotation mark is in the wrong place. A field that contains one is quoted "
            "as a whole, and the mark is doubled.");
}

TEST(Csv, AQuotationMarkThatIsNeverClosedIsRefusedWithTheLineOfItsRow) {
  EXPECT_EQ(refusal_of("a,b\n1,\"2\n3,4\n"),
            "Line 2: a quotation mark is opened and never closed.");
}

TEST(Csv, OfMoreThan16MebibytesIsRefused) {
  EXPECT_EQ(refusal_of(std::string(csv_bytes_max + 1, 'a')), "The table is larger than 16 MiB.");
}

}  // namespace
}  // namespace accolade
