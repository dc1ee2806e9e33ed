// What a registration makes for its participant, and for nobody else.
#include "handlers/documents/documents.h"

#include "tests/handlers/documents/workshop_world.h"

namespace accolade {
namespace {

using test::WorkshopWorld;
using Texts = std::vector<std::string>;

class WorkshopDocuments : public WorkshopWorld {
 protected:
  std::vector<Attachment> attached(const Letter& letter) { return attachments_of(press_, letter); }
  // Of the letter of this name, which there is once.
  std::vector<Attachment> attached(InstanceId id, const std::string& name) {
    for (const Letter& letter : letters(id))
      if (letter.what.letter == name) return attached(letter);
    throw std::logic_error("no letter " + name);
  }
  // To the end of the workshop.
  void takes_part(InstanceId id) {
    fire(id, "attend", dario_);
    move_to("2026-05-05T15:00:01Z");
  }
  std::string certificate_code(InstanceId id) { return seal_.code(SealPurpose::Certificate, id); }
};

Texts names_of(const std::vector<Attachment>& attachments) {
  Texts names;
  for (const Attachment& one : attachments)
    names.push_back(one.file_name);
  return names;
}

// Long lines joined again.
std::string unfolded(std::string calendar) {
  for (std::size_t at = calendar.find("\r\n "); at != calendar.npos; at = calendar.find("\r\n "))
    calendar.erase(at, 3);
  return calendar;
}

std::string property(const std::string& calendar, const std::string& name) {
  const std::string joined = unfolded(calendar);
  const std::size_t start = joined.find("\r\n" + name + ":");
  if (start == joined.npos) return "";
  const std::size_t value = start + name.size() + 3;
  return joined.substr(value, joined.find("\r\n", value) - value);
}

std::string sequence_less(const Attachment& calendar) {
  std::string lines;
  for (const char* const name :
       {"METHOD", "UID", "STATUS", "SUMMARY", "LOCATION", "DTSTART", "DTEND"})
    lines += std::string(name) + ":" + property(calendar.bytes, name) + "\n";
  return lines;
}

int sequence_of(const Attachment& calendar) {
  return std::stoi(property(calendar.bytes, "SEQUENCE"));
}

TEST_F(WorkshopDocuments, LettersOfOneRegistrationMoveOneAppointment) {
  const PersonId ana = person("Ana Rossi");
  const InstanceId id = registers(ana, "Ana Rossi");
  const std::vector<Attachment> first = attached(id, "confirmed");
  fire(workshop_, "change", sofia_,
       {{"venue", "Online, Siena"},
        {"begins_at", "2026-05-11T08:00:00Z"},
        {"ends_at", "2026-05-12T15:00:00Z"}});
  deliver();
  const std::vector<Attachment> moved = attached(id, "moved");
  fire(id, "cancel", ana);
  const std::vector<Attachment> cancelled = attached(id, "cancelled");

  ASSERT_EQ(names_of(first), (Texts{"appointment.ics", "ticket.png"}));
  ASSERT_EQ(names_of(moved), Texts{"appointment.ics"});
  ASSERT_EQ(names_of(cancelled), Texts{"appointment.ics"});
  const std::string uid = "UID:" + id.text() + "@awards.example.org\n";
  EXPECT_EQ(sequence_less(first[0]),
            "METHOD:REQUEST\n" + uid +
                "STATUS:CONFIRMED\nSUMMARY:Genomes at work\nLOCATION:Palazzo Pubblico\\, Siena\n"
                "DTSTART:20260504T080000Z\nDTEND:20260505T150000Z\n");
  EXPECT_EQ(sequence_less(moved[0]),
            "METHOD:REQUEST\n" + uid +
                "STATUS:CONFIRMED\nSUMMARY:Genomes at work\nLOCATION:Online\\, Siena\n"
                "DTSTART:20260511T080000Z\nDTEND:20260512T150000Z\n");
  EXPECT_EQ(sequence_less(cancelled[0]),
            "METHOD:CANCEL\n" + uid +
                "STATUS:CANCELLED\nSUMMARY:Genomes at work\nLOCATION:Online\\, Siena\n"
                "DTSTART:20260511T080000Z\nDTEND:20260512T150000Z\n");
  EXPECT_LT(sequence_of(first[0]), sequence_of(moved[0]));
  EXPECT_LT(sequence_of(moved[0]), sequence_of(cancelled[0]));
  EXPECT_EQ(cancelled[0].content_type, "text/calendar; charset=utf-8; method=CANCEL");
}

TEST_F(WorkshopDocuments, WhoeverIsReplacedHasItCancelledAndTheOtherGetsIt) {
  const PersonId ana = person("Ana Rossi");
  const InstanceId id = registers(ana, "Ana Rossi");
  const std::vector<Attachment> first = attached(id, "confirmed");
  const std::string old_code = ticket_code(press_, {id, ana});
  fire(id, "hand_over", ana, {{"successor", "rosa@example.org"}});
  fire(id, "agree", sofia_);

  const std::vector<Attachment> last = attached(id, "handed_over");
  ASSERT_EQ(names_of(last), Texts{"appointment.ics"});
  EXPECT_EQ(property(last[0].bytes, "METHOD"), "CANCEL");
  EXPECT_EQ(property(last[0].bytes, "STATUS"), "CANCELLED");
  EXPECT_EQ(property(last[0].bytes, "UID"), property(first[0].bytes, "UID"));
  EXPECT_EQ(property(last[0].bytes, "SUMMARY"), "Genomes at work");
  EXPECT_LT(sequence_of(first[0]), sequence_of(last[0]));
  EXPECT_NE(unfolded(last[0].bytes).find("mailto:naossi@example.org"), std::string::npos);
  // Nothing of what she had before can be had any more.
  EXPECT_EQ(names_of(attached(id, "confirmed")), Texts());

  const PersonId rosa = database_.directory->by_address("rosa@example.org").value().id;
  EXPECT_EQ(property(get("/instances/" + id.text() + "/appointment.ics", rosa).body, "METHOD"),
            "PUBLISH");
  EXPECT_EQ(ticket_instance(press_, ticket_code(press_, {id, rosa})), id);
  EXPECT_EQ(ticket_instance(press_, old_code), std::nullopt);
  EXPECT_EQ(get("/door/" + old_code, dario_).body, absent(dario_).body);
}

TEST_F(WorkshopDocuments, CalendarFileOfThePageFollowsTheLetters) {
  const PersonId ana = person("Ana Rossi");
  const InstanceId id = registers(ana, "Ana Rossi");
  const std::string path = "/instances/" + id.text() + "/appointment.ics";

  const http::Response on = get(path, ana);
  fire(id, "cancel", ana);
  const http::Response off = get(path, ana);

  EXPECT_EQ(on.header("Content-Type"), "text/calendar; charset=utf-8; method=PUBLISH");
  EXPECT_EQ(property(on.body, "METHOD"), "PUBLISH");
  EXPECT_EQ(property(off.body, "METHOD"), "CANCEL");
  EXPECT_EQ(property(on.body, "UID"), property(off.body, "UID"));
  const int of_letter = sequence_of(attached(id, "confirmed").at(0));
  EXPECT_LE(of_letter, std::stoi(property(on.body, "SEQUENCE")));
  EXPECT_LT(std::stoi(property(on.body, "SEQUENCE")), std::stoi(property(off.body, "SEQUENCE")));
}

TEST_F(WorkshopDocuments, SequenceOfOneDoesNotCountWhatOthersDo) {
  const InstanceId id = registers(person("Ana Rossi"), "Ana Rossi");
  const int alone = sequence_of(attached(id, "confirmed").at(0));
  for (const char* const name : {"Ben", "Caro", "Dana"})
    registers(person(name), name);
  EXPECT_EQ(sequence_of(attached(id, "confirmed").at(0)), alone);
}

TEST_F(WorkshopDocuments, WhatIsAttachedIsTheSameOnEveryAttempt) {
  const InstanceId id = registers(person("Ana Rossi"), "Ana Rossi");
  takes_part(id);
  for (const Letter& letter : letters(id)) {
    const std::vector<Attachment> once = attached(letter);
    clock_ += std::chrono::hours(5);
    const std::vector<Attachment> again = attached(letter);
    ASSERT_EQ(names_of(once), names_of(again));
    for (std::size_t i = 0; i < once.size(); ++i)
      EXPECT_TRUE(once[i].bytes == again[i].bytes) << once[i].file_name;
  }
}

TEST_F(WorkshopDocuments, AreForNobodyElse) {
  const PersonId ana = person("Ana Rossi");
  const PersonId ben = person("Ben Weber");
  const InstanceId id = registers(ana, "Ana Rossi");
  registers(ben, "Ben Weber");
  const std::string path = "/instances/" + id.text();
  takes_part(id);
  const std::string code = certificate_code(id);
  for (const char* const file : {"/appointment.ics", "/certificate.pdf"})
    EXPECT_EQ(get(path + file, ana).status, 200) << file;
  for (const PersonId other : {ben, sofia_, dario_, PersonId{}}) {
    for (const char* const file : {"/appointment.ics", "/ticket.svg", "/certificate.pdf"}) {
      const http::Response answer = get(path + file, other);
      EXPECT_EQ(answer.status, 404);
      EXPECT_EQ(answer.body, absent(other).body);
      EXPECT_EQ(answer.headers, absent(other).headers);
    }
    EXPECT_EQ(get(path, other).body.find(code), std::string::npos);
  }
}

TEST_F(WorkshopDocuments, TicketIsThereWhileOneTakesPart) {
  const PersonId ana = person("Ana Rossi");
  const InstanceId id = registers(ana, "Ana Rossi");
  const std::string path = "/instances/" + id.text();
  const std::string code = seal_.code(SealPurpose::Ticket, id, ana);

  EXPECT_EQ(get(path + "/ticket.svg", ana).header("Content-Type"), "image/svg+xml");
  EXPECT_NE(get(path, ana).body.find(code), std::string::npos);
  EXPECT_EQ(get(path + "/ticket.svg", sofia_).body, absent(sofia_).body);
  EXPECT_EQ(get(path, sofia_).body.find(code), std::string::npos);
  EXPECT_EQ(ticket_url(press_, {id, ana}), "https://awards.example.org/door/" + code);
  fire(id, "cancel", ana);
  EXPECT_EQ(get(path + "/ticket.svg", ana).body, absent(ana).body);
  EXPECT_EQ(get(path, ana).body.find(code), std::string::npos);
}

TEST_F(WorkshopDocuments, CertificateIsForThoseWhoCame) {
  const PersonId ana = person("Ana Rossi");
  const PersonId ben = person("Ben Weber");
  const InstanceId came = registers(ana, "Ana Rossi");
  const InstanceId stayed = registers(ben, "Ben Weber");
  const std::string file = "/certificate.pdf";
  EXPECT_EQ(get("/instances/" + came.text() + file, ana).body, absent(ana).body);
  EXPECT_EQ(verified(press_, certificate_code(came)), std::nullopt);
  takes_part(came);

  EXPECT_TRUE(get("/instances/" + came.text() + file, ana).body.starts_with("%PDF-"));
  EXPECT_EQ(names_of(attached(came, "thanks")), Texts{"certificate.pdf"});
  EXPECT_EQ(get("/instances/" + stayed.text() + file, ben).body, absent(ben).body);
  EXPECT_EQ(verified(press_, certificate_code(stayed)), std::nullopt);
  EXPECT_EQ(verified(press_, certificate_code(came)),
            (Statement{"Certificate of attendance", "Ana Rossi",
                       "of Università di Siena took part in Genomes at work, Palazzo Pubblico, "
                       "Siena, from Monday 4 May 2026 at 10:00 (Brussels time) to Tuesday 5 May "
                       "2026 at 17:00 (Brussels time)."}));
}

TEST_F(WorkshopDocuments, CodeForTheDoorConfirmsNoCertificate) {
  const InstanceId id = registers(person("Ana Rossi"), "Ana Rossi");
  takes_part(id);
  EXPECT_TRUE(verified(press_, certificate_code(id)));
  EXPECT_FALSE(verified(press_, seal_.code(SealPurpose::Ticket, id)));
  EXPECT_FALSE(verified(press_, Seal(std::string(43, 't')).code(SealPurpose::Certificate, id)));
  EXPECT_FALSE(verified(press_, seal_.code(SealPurpose::Certificate, workshop_)));
  EXPECT_FALSE(verified(press_, seal_.code(SealPurpose::Certificate, InstanceId{999'999'999})));
  EXPECT_FALSE(verified(press_, ""));
}

TEST_F(WorkshopDocuments, AppointmentThatNeverWasIsNotCancelled) {
  const PersonId ana = person("Ana Rossi");
  const InstanceId id = draft(ana);
  EXPECT_EQ(get("/instances/" + id.text() + "/appointment.ics", ana).body, absent(ana).body);
}

}  // namespace
}  // namespace accolade
