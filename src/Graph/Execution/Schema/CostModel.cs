using GraphQLParser.AST;

namespace Graph.Execution.Schema;

/// <summary>Reads <c>@cost</c> and <c>@listSize</c> from the SDL.</summary>
internal sealed class CostModel
{
    private readonly Dictionary<string, int> _weights = new(StringComparer.Ordinal);
    private readonly Dictionary<string, ListSize> _lists = new(StringComparer.Ordinal);
    private readonly SdlIndex _sdl;

    private CostModel(SdlIndex sdl) => _sdl = sdl;

    public static CostModel Read(SdlIndex sdl, ICollection<string> problems)
    {
        var model = new CostModel(sdl);
        foreach (var (name, type) in sdl.Objects)
        {
            model.ReadWeight(name, type.Directives, problems);
            foreach (var field in type.Fields?.Items ?? [])
            {
                model.ReadField($"{name}.{field.Name.StringValue}", field, problems);
            }
        }

        return model;
    }

    /// <summary>What resolving the field once costs: its own weight, or its type's, or 1 for an object and 0 for a leaf.</summary>
    public int WeightOf(string type, string field, string fieldType) =>
        _weights.TryGetValue($"{type}.{field}", out var own) ? own
        : _weights.TryGetValue(fieldType, out var ofType) ? ofType
        : _sdl.IsLeaf(fieldType) ? 0 : 1;

    public ListSize? ListSizeOf(string type, string field) => _lists.GetValueOrDefault($"{type}.{field}");

    private void ReadField(string coordinate, GraphQLFieldDefinition field, ICollection<string> problems)
    {
        ReadWeight(coordinate, field.Directives, problems);
        if (Find(field.Directives, "listSize") is not { } directive)
        {
            return;
        }

        var assumed = Argument(directive, "assumedSize") as GraphQLIntValue;
        var size = new ListSize(
            Texts(directive, "slicingArguments"), assumed is null ? null : int.Parse(assumed.Value.Span, provider: null), Texts(directive, "sizedFields"));
        _lists[coordinate] = size;
        foreach (var name in size.SlicingArguments.Where(name => field.Arguments?.Items.Any(argument => argument.Name.Value == name) != true))
        {
            problems.Add($"@listSize on '{coordinate}' slices by '{name}', which is no argument of the field.");
        }

        var items = _sdl.Objects.GetValueOrDefault(SdlIndex.NamedType(field.Type))?.Fields?.Items ?? [];
        foreach (var name in size.SizedFields.Where(name => items.All(item => item.Name.Value != name)))
        {
            problems.Add($"@listSize on '{coordinate}' sizes '{name}', which is no field of {SdlIndex.NamedType(field.Type)}.");
        }
    }

    private void ReadWeight(string coordinate, GraphQLDirectives? directives, ICollection<string> problems)
    {
        if (Find(directives, "cost") is not { } directive)
        {
            return;
        }

        if (Argument(directive, "weight") is GraphQLIntValue value && int.TryParse(value.Value.Span, out var weight) && weight >= 0)
        {
            _weights[coordinate] = weight;
        }
        else
        {
            problems.Add($"@cost on '{coordinate}' has no weight of 0 or more.");
        }
    }

    private static GraphQLDirective? Find(GraphQLDirectives? directives, string name) =>
        directives?.Items.Find(directive => directive.Name.Value == name);

    private static GraphQLValue? Argument(GraphQLDirective directive, string name) =>
        directive.Arguments?.Items.Find(argument => argument.Name.Value == name)?.Value;

    private static IReadOnlyList<string> Texts(GraphQLDirective directive, string name) => Argument(directive, name) switch
    {
        GraphQLListValue list => [.. (list.Values ?? []).OfType<GraphQLStringValue>().Select(text => text.Value.ToString())],
        GraphQLStringValue text => [text.Value.ToString()],
        _ => [],
    };
}
