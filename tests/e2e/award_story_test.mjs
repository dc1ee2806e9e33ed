// Applicant, reviewers, secretary and chair play the award in a browser, signing in by what the mails
// say: on SQLite, on PostgreSQL, and without JavaScript.
import * as story from './support/award_story.mjs';
import {playEverywhere} from './support/playing.mjs';

playEverywhere('the award', {
  begin: story.beginStory,
  chapters: [
    ['a visitor reads the call', story.readTheCall],
    ['an applicant signs in by the link of a mail and starts a nomination', story.startANomination],
    ['fills in the form, each answer saved as it is typed', story.fillInTheForm],
    ['checks the answers, sends them in, and gets a reference and a letter', story.sendItIn],
    ['a secretary signs in by the code of a mail and sends it back', story.sendItBack],
    ['accepts it when it is there again, and assigns reviewers', story.assignReviewers],
    ['three reviewers score it by their task links, a fourth declines', story.review],
    ['others nominate, too', story.meanwhile],
    ['the chair decides from the ranking, and letters go out', story.decide],
    ['the call closes, a draft lapses, the result is announced', story.announce],
    ['the applicant looks back', story.lookBack],
    ['a secretary prepares another call', story.prepareAnotherCall],
  ],
});
