// A time of the day among the preferences. What is none is said, and what was there stays until it is one.
import QtQuick
import Stille.Profile

Field {
    id: field
    required property string key
    property bool wrong: false
    width: Math.round(140 * Theme.scale)
    text: Preferences[key]
    problem: wrong ? Words.clockWrong : ""
    function take() {
        wrong = !Preferences.isClock(text);
        if (wrong) return;
        Preferences[key] = text;
        text = Preferences[key];
    }
    onTextChanged: if (wrong && Preferences.isClock(text)) wrong = false
    onAccepted: take()
    input.onEditingFinished: take()
}
