/// The rows of each group, groups in the order in which they first occur.
struct RowGroups<Group: Hashable> {
  var rows: [[Int]] = []

  init(_ groups: [Group]) {
    // The dictionary is looked up in, never walked through: its order is another one in every run.
    var places: [Group: Int] = [:]
    for (row, group) in groups.enumerated() {
      if let place = places[group] {
        rows[place].append(row)
      } else {
        places[group] = rows.count
        rows.append([row])
      }
    }
  }
}
