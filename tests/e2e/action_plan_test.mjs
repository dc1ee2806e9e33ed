// Funders, the secretariat and a visitor with the Action Plan: on SQLite, on PostgreSQL, and without
// JavaScript.
import {playEverywhere} from './support/playing.mjs';
import * as story from './support/plan_story.mjs';

playEverywhere('the action plan', {
  begin: story.beginStory,
  chapters: [
    ['a visitor sees what was released, and no budget', story.readThePublicMatrix],
    ['a table with a bad row changes nothing, a mended one starts all rows', story.importItems],
    ['tables that cannot be read are explained', story.importWhatIsNoTable],
    ['a funder takes up one item in under a minute', story.takeUpOne],
    ['and several in one table', story.fillInTheTable],
    ['a row that is wrong is told, the others are saved', story.oneWrongRow],
    ['two editors of one row lose nothing', story.twoAtOnce],
    ['another organisation may look and not write', story.lookAtOthers],
    ['the secretariat reads the matrix with its filters', story.readTheMatrix],
    ['and takes it along', story.takeItAlong],
    ['a report that opened by itself is sent to the head', story.sendTheReport],
    ['who signs it by the link of a letter', story.signByLink],
    ['and everybody reads what they may', story.readTheReports],
  ],
});
