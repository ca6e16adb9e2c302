using System.Globalization;
using Graph.Execution.Schema;
using GraphQLParser.AST;

namespace Graph.Tests.Execution.Differential;

/// <summary>Makes valid documents of a schema: fragments of all kinds, aliases, fields to be merged, conditions, arguments and variables.
/// A response key tells its field by what stands before two underscores.</summary>
internal sealed class RandomDocuments
{
    private const int MostFields = 120;

    private readonly List<(string Name, string Type)> _fragments = [];
    private readonly List<string> _texts = [];
    private readonly SdlIndex _sdl;
    private readonly Random _random;
    private readonly RandomInputs _inputs;
    private int _fields;

    private RandomDocuments(SdlIndex sdl, Random random)
    {
        _sdl = sdl;
        _random = random;
        _inputs = new RandomInputs(sdl, random);
    }

    /// <param name="sdl">The schema.</param>
    /// <param name="random">Decides everything.</param>
    /// <param name="root">The root type: <c>Query</c> or <c>Mutation</c>.</param>
    public static RandomDocument Next(SdlIndex sdl, Random random, string root)
    {
        var documents = new RandomDocuments(sdl, random);
        var selection = documents.Selection(root, depth: random.Next(2, 6));
        var operation = $"{root.ToLowerInvariant()} q{documents._inputs.Definitions} {selection}";
        return new RandomDocument(string.Join("\n", documents._texts.Prepend(operation)), documents._inputs.Values);
    }

    public static string FieldOf(string responseKey) =>
        responseKey.IndexOf("__", 1, StringComparison.Ordinal) is > 0 and var end && !responseKey.StartsWith("__", StringComparison.Ordinal) ? responseKey[..end] : responseKey;

    private string Selection(string type, int depth)
    {
        var parts = Enumerable.Range(0, _random.Next(1, 6)).Select(_ => Part(type, depth)).OfType<string>().ToList();
        return $"{{ {string.Join(" ", parts.Count == 0 ? ["__typename"] : parts)} }}";
    }

    private string? Part(string type, int depth) => _random.NextDouble() switch
    {
        < 0.05 => $"{(_random.Chance(0.5) ? "kind: " : "")}__typename{_inputs.Directives()}",
        < 0.15 => $"...{Condition(type, out var narrowed)}{_inputs.Directives()} {Selection(narrowed, depth)}",
        < 0.23 => $"...{Fragment(type, depth)}{_inputs.Directives()}",
        _ => Field(type, depth),
    };

    private string Condition(string type, out string narrowed)
    {
        narrowed = _random.Chance(0.2) ? type : _random.Pick(Related(type));
        return narrowed == type && _random.Chance(0.5) ? "" : $" on {narrowed}";
    }

    private string Fragment(string type, int depth)
    {
        string[] known = [.. _fragments.Where(fragment => Related(type).Contains(fragment.Type)).Select(fragment => fragment.Name)];
        if (known.Length > 0 && _random.Chance(0.5))
        {
            return _random.Pick(known);
        }

        var on = _random.Pick(Related(type));
        var selection = Selection(on, Math.Min(depth, 2));
        var name = $"f{_fragments.Count}";
        _fragments.Add((name, on));
        _texts.Add($"fragment {name} on {on} {selection}");
        return name;
    }

    private string? Field(string type, int depth)
    {
        var fields = (_sdl.Objects.GetValueOrDefault(type)?.Fields ?? _sdl.Interfaces.GetValueOrDefault(type)?.Fields)?.Items ?? [];
        GraphQLFieldDefinition[] possible = [.. fields.Where(field => (depth > 0 && _fields < MostFields) || _sdl.IsLeaf(SdlIndex.NamedType(field.Type)))];
        if (possible.Length == 0)
        {
            return null;
        }

        _fields++;
        var field = _random.Pick(possible);
        var arguments = _inputs.Arguments(field);
        var selected = $"{Key(field, arguments)}{field.Name.StringValue}{arguments}";
        var named = SdlIndex.NamedType(field.Type);
        return _sdl.IsLeaf(named)
            ? $"{selected}{_inputs.Directives()}"
            // Twice, to be merged.
            : string.Join(" ", Enumerable.Range(0, _random.Chance(0.2) ? 2 : 1).Select(_ => $"{selected}{_inputs.Directives()} {Selection(named, depth - 1)}"));
    }

    /// <summary>One alias for one field with one set of arguments, so that equal keys can always be merged.</summary>
    private string Key(GraphQLFieldDefinition field, string arguments)
    {
        if (arguments.Length == 0 && _random.Chance(0.6))
        {
            return "";
        }

        var hash = Dice.Of(0, $"{arguments} {RandomInputs.TypeText(field.Type)}").Next(100_000_000);
        return string.Create(CultureInfo.InvariantCulture, $"{field.Name.StringValue}__{hash}: ");
    }

    /// <summary>The types that a fragment may be on within a type.</summary>
    private string[] Related(string type) =>
    [
        .. _sdl.Objects.Keys.Concat(_sdl.Interfaces.Keys).Concat(_sdl.Unions.Keys)
            .Where(candidate => _sdl.ObjectTypes(candidate).Overlaps(_sdl.ObjectTypes(type))),
    ];
}
