using GraphQLParser;
using GraphQLParser.AST;

namespace Graph.Execution.Documents;

/// <summary>CollectFields of the specification (6.3.2), for all possible types at once: fields of different types stay apart, so what is
/// counted is at least what will run.</summary>
internal sealed class FieldCollector(PreparedDocument document)
{
    public IReadOnlyCollection<FieldGroup> Collect(IEnumerable<GraphQLSelectionSet> sets, string parentType)
    {
        var groups = new Dictionary<(ROM Key, string Parent), FieldGroup>();
        var visited = new HashSet<(ROM Fragment, string Parent)>();
        foreach (var set in sets)
        {
            Collect(set, parentType, groups, visited);
        }

        return groups.Values;
    }

    private void Collect(
        GraphQLSelectionSet set, string parentType, Dictionary<(ROM Key, string Parent), FieldGroup> groups, HashSet<(ROM Fragment, string Parent)> visited)
    {
        foreach (var selection in set.Selections)
        {
            switch (selection)
            {
                case GraphQLField field:
                    var key = (field.Alias?.Name.Value ?? field.Name.Value, parentType);
                    if (!groups.TryGetValue(key, out var group))
                    {
                        groups.Add(key, group = new FieldGroup(field, parentType));
                    }

                    group.Add(field);
                    break;
                case GraphQLInlineFragment inline:
                    Collect(inline.SelectionSet, inline.TypeCondition?.Type.Name.StringValue ?? parentType, groups, visited);
                    break;
                case GraphQLFragmentSpread spread
                    when document.Fragments.TryGetValue(spread.FragmentName.Name.Value, out var fragment)
                        && visited.Add((spread.FragmentName.Name.Value, parentType)):
                    Collect(fragment.SelectionSet, fragment.TypeCondition.Type.Name.StringValue, groups, visited);
                    break;
            }
        }
    }
}
