// Asks where a file goes, and says whether it did; or which folder it is that is there already.
import QtQuick
import Stille.Profile

Sheet {
    id: sheet
    property var then
    property bool existing: false
    property string label: Words.saveWhere
    function suggest(name, callback) {
        propose(Desk.homeFolder() + "/" + name);
        then = callback;
        path.problem = "";
        open();
        path.forceActiveFocus();
    }
    // Beside what is there already, unless something else was typed meanwhile.
    function propose(whole) {
        path.text = whole;
        if (!existing) Desk.freePath(whole, free => { if (path.text === whole) path.text = free; });
    }
    function done(problem) {
        working = false;
        if (problem.length === 0) return close();
        path.problem = Words.saveFailed.arg(problem);
    }
    title: Words.saveTitle
    confirm: Words.save
    property bool working: false
    onClosed: working = false
    confirmable: path.text.startsWith("/") && !working
    onConfirmed: { working = true; then(path.text); }
    Field {
        id: path
        width: parent.width
        label: sheet.label
        onAccepted: if (sheet.confirmable) sheet.confirmed()
    }
    PushButton { text: Words.saveFolder; onClicked: folders.ask(folder => { sheet.propose(sheet.existing ? folder : folder + "/" + Desk.fileName(path.text)); path.forceActiveFocus(); }) }
    Slow { width: parent.width; busy: sheet.working; words: Words.saving }
    FolderPicker { id: folders; title: Words.saveFolder }
}
