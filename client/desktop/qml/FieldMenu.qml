// What a field for writing can do, and what a misspelled word in it could be.
import QtQml
import QtQuick
import Stille.Profile

Choices {
    id: choices
    required property Item field
    property var word: ({})
    property var others: []
    label: Words.write
    function ask(item, x, y, position, pointed) {
        byKey = !pointed;
        word = Preferences.spelling.length > 0 ? SpellMarks.wordAt(choices.field.text, position) : {};
        others = [];
        popup(item, x, y);
        if (word.word) SpellMarks.suggest(word.word, list => { choices.others = list; });
    }
    Instantiator {
        model: choices.others
        onObjectAdded: (index, object) => choices.insertItem(index, object)
        onObjectRemoved: (index, object) => choices.removeItem(object)
        delegate: ChoicesItem {
            required property string modelData
            text: modelData
            onTriggered: { const at = choices.word; choices.field.remove(at.begin, at.begin + at.length); choices.field.insert(at.begin, modelData); choices.field.forceActiveFocus(); }
        }
    }
    ChoicesItem { visible: choices.word.word !== undefined; text: Words.spellAccept; onTriggered: SpellMarks.accept(choices.word.word) }
    ChoicesItem { text: Words.fieldCut; enabled: choices.field.selectedText.length > 0; keys: Words.ctrl + "X"; onTriggered: choices.field.cut() }
    ChoicesItem { text: Words.fieldCopy; enabled: choices.field.selectedText.length > 0; keys: Words.ctrl + "C"; onTriggered: choices.field.copy() }
    ChoicesItem { text: Words.fieldPaste; enabled: choices.field.canPaste; keys: Words.ctrl + "V"; onTriggered: choices.field.paste() }
    ChoicesItem { text: Words.fieldAll; enabled: choices.field.length > 0; keys: Words.ctrl + "A"; onTriggered: choices.field.selectAll() }
}
