// After how long messages of a conversation disappear: what is usual side by side, and anything else as a number of something.
// What was agreed is always among them, in words.
import QtQuick
import Stille.Profile

Choice {
    id: choice
    property double agreed: 0
    signal wished(double after)
    readonly property double hour: 3600000
    readonly property double day: 24 * hour
    readonly property double longest: 366 * day   // as the engine has it
    readonly property var usual: [hour, 8 * hour, day, 7 * day, 28 * day]
    readonly property double unusual: agreed === 0 || usual.indexOf(agreed) >= 0 ? 0 : agreed
    property bool typed: false
    label: Words.expiring
    value: agreed
    options: {
        const listed = usual.concat(unusual > 0 ? [unusual] : []).sort((a, b) => a - b);
        return [{value: 0, text: Words.never}].concat(listed.map(after => ({value: after, text: Words.language ? Desk.afterInWords(after) : ""})),
                                                      [{value: -1, text: Words.expiringOther}]);
    }
    // They are made anew, and with them the one that had the focus.
    onOptionsChanged: if (typed) { typed = false; Qt.callLater(focusChosen); }
    onPicked: value => { typed = false; if (value < 0) own.get().begin(); else if (value !== agreed) choice.wished(value); }
    Seldom {
        id: own
        sourceComponent: Sheet {
            id: sheet
            property double unit: choice.day
            readonly property double after: /^[1-9][0-9]{0,6}$/.test(number.text.trim()) ? Number(number.text.trim()) * unit : 0
            readonly property bool fits: after > 0 && after <= choice.longest
            function begin() {
                unit = [7 * choice.day, choice.day, choice.hour].find(one => choice.agreed > 0 && choice.agreed % one === 0) || (choice.agreed > 0 ? 60000 : choice.day);
                number.text = choice.agreed > 0 && choice.agreed % unit === 0 ? String(choice.agreed / unit) : "";
                open();
                number.forceActiveFocus();
            }
            title: Words.expiring
            confirm: Words.expiringSet
            confirmable: fits
            onConfirmed: { close(); choice.typed = true; if (after !== choice.agreed) choice.wished(after); }
            Field {
                id: number
                width: parent.width
                label: Words.expiringHowMany
                maximumLength: 7
                input.inputMethodHints: Qt.ImhDigitsOnly
                problem: text.trim().length > 0 && !sheet.fits ? Words.expiringWrong : ""
                onAccepted: if (sheet.fits) sheet.confirmed()
            }
            Choice {
                width: parent.width
                label: Words.expiringUnit
                value: sheet.unit
                options: [{value: 60000, text: Words.unitMinutes}, {value: choice.hour, text: Words.unitHours}, {value: choice.day, text: Words.unitDays}, {value: 7 * choice.day, text: Words.unitWeeks}]
                onPicked: value => sheet.unit = value
            }
        }
    }
}
