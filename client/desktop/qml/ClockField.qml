// A time of the day among the preferences; what is none gives way to what was there.
import QtQuick
import Stille.Profile

Field {
    id: field
    required property string key
    width: Math.round(140 * Theme.scale)
    text: Preferences[key]
    onAccepted: Preferences[key] = text
    input.onEditingFinished: { Preferences[field.key] = field.text; field.text = Preferences[field.key]; }
}
