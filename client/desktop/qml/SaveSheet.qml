// Asks where a file goes, and says whether it did.
import QtQuick
import Stille.Profile

Sheet {
    id: sheet
    property var then
    property string label: Words.saveWhere
    function suggest(name, callback) {
        path.text = Desk.homeFolder() + "/" + name;
        then = callback;
        path.problem = "";
        open();
        path.forceActiveFocus();
    }
    function done(problem) {
        if (problem.length === 0) return close();
        path.problem = Words.saveFailed.arg(problem);
    }
    title: Words.saveTitle
    confirm: Words.save
    confirmable: path.text.startsWith("/")
    onConfirmed: then(path.text)
    Field {
        id: path
        width: parent.width
        label: sheet.label
        onAccepted: if (sheet.confirmable) sheet.confirmed()
    }
}
