// Other ways for what is written than at once: with the wish for an answer, or at another time.
import QtQuick
import Stille.Profile

Choices {
    id: menu
    required property var composer
    required property var ownTime  // asks for any other moment
    label: Words.sendOtherwise
    function at(days, hour) {
        const day = new Date(Desk.nowMs());
        day.setDate(day.getDate() + days);
        day.setHours(hour, 0, 0, 0);
        return day.getTime();
    }
    ChoicesItem { text: Words.sendAsking; visible: menu.composer.owner !== "self" && menu.composer.files.length === 0; onTriggered: menu.composer.send(true) }
    ChoicesItem { text: Words.laterHour; onTriggered: menu.composer.sendLater(Desk.nowMs() + 3600000) }
    ChoicesItem { text: Words.laterTomorrow; onTriggered: menu.composer.sendLater(menu.at(1, 9)) }
    ChoicesItem { text: Words.laterMonday; onTriggered: menu.composer.sendLater(menu.at((8 - new Date(Desk.nowMs()).getDay()) % 7 || 7, 9)) }
    ChoicesItem { text: Words.laterOwn; onTriggered: menu.ownTime.begin() }
}
