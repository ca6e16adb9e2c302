using System.Globalization;
using System.Text.Json;
using Graph.Execution.Schema;
using GraphQLParser.AST;

namespace Graph.Tests.Execution.Differential;

/// <summary>Arguments and variables of a random document.</summary>
internal sealed class RandomInputs(SdlIndex sdl, Random random)
{
    private const int Conditions = 3;

    private readonly List<string> _definitions = [];
    private readonly List<string> _values = [];
    private readonly HashSet<int> _conditions = [];

    /// <summary>The operation's variables in parentheses; nothing without any.</summary>
    public string Definitions => _definitions.Count == 0 ? "" : $"({string.Join(", ", _definitions)})";

    /// <summary>Their values as a JSON object.</summary>
    public string Values => $"{{{string.Join(", ", _values)}}}";

    /// <summary>Now and then <c>@skip</c>, <c>@include</c> or both.</summary>
    public string Directives() => random.NextDouble() switch
    {
        < 0.06 => $" @include(if: {Condition()})",
        < 0.1 => $" @skip(if: {Condition()})",
        < 0.11 => $" @skip(if: {Condition()}) @include(if: {Condition()})",
        _ => "",
    };

    /// <summary>A field's arguments in parentheses.</summary>
    public string Arguments(GraphQLFieldDefinition field)
    {
        string[] given =
        [
            .. (field.Arguments?.Items ?? [])
                .Where(argument => IsRequired(argument) || random.Chance(0.4))
                .Select(argument => $"{argument.Name.StringValue}: {Value(argument.Type, argument.DefaultValue is not null, depth: 0)}"),
        ];
        return given.Length == 0 ? "" : $"({string.Join(", ", given)})";
    }

    private string Condition()
    {
        if (random.Chance(0.2))
        {
            return random.Chance(0.5) ? "true" : "false";
        }

        var condition = random.Next(Conditions);
        if (_conditions.Add(condition))
        {
            _definitions.Add(condition == 0 ? "$if0: Boolean! = true" : $"$if{condition}: Boolean!");
            if (condition > 0 || random.Chance(0.5))
            {
                _values.Add($"\"if{condition}\": {(random.Chance(0.5) ? "true" : "false")}");
            }
        }

        return $"$if{condition}";
    }

    private string Value(GraphQLType type, bool hasDefault, int depth) => random.Chance(0.35) ? Variable(type, hasDefault) : Literal(type, depth);

    private string Variable(GraphQLType type, bool hasDefault)
    {
        var name = $"v{_definitions.Count}";
        var isNonNull = type is GraphQLNonNullType;
        var ownDefault = random.Chance(0.3) ? $" = {Literal(type, depth: 9)}" : "";
        // A nullable variable may stand where null is not allowed when one of the two has a default.
        var loose = isNonNull && (ownDefault.Length > 0 && ownDefault != " = null" || hasDefault) && random.Chance(0.5);
        var text = TypeText(type);
        _definitions.Add($"${name}: {(loose ? text[..^1] : text)}{ownDefault}");
        if (ownDefault.Length > 0 || !isNonNull ? random.Chance(0.6) : !loose || random.Chance(0.6))
        {
            _values.Add($"\"{name}\": {Json(type)}");
        }

        return $"${name}";
    }

    private string Literal(GraphQLType type, int depth) => type switch
    {
        GraphQLNonNullType nonNull => NonNull(nonNull.Type, depth),
        _ when random.Chance(0.1) => "null",
        _ => NonNull(type, depth),
    };

    private string NonNull(GraphQLType type, int depth)
    {
        if (type is GraphQLListType list)
        {
            // GraphQL.NET takes no variable for a list within a list.
            var isNested = Inner(list.Type) is GraphQLListType;
            return random.Chance(0.2) && !isNested ? NonNull(Inner(list.Type), depth)
                : $"[{string.Join(", ", Enumerable.Range(0, random.Next(0, 4)).Select(_ =>
                    isNested || depth > 2 ? Literal(list.Type, depth) : Value(list.Type, hasDefault: false, depth + 1)))}]";
        }

        var name = SdlIndex.NamedType(type);
        return sdl.Inputs.TryGetValue(name, out var input) ? Object(input, depth)
            : sdl.Enums.TryGetValue(name, out var values) ? random.Pick(values.Values!.Items).Name.StringValue
            : Scalar(name);
    }

    private string Object(GraphQLInputObjectTypeDefinition input, int depth)
    {
        var fields = input.Fields!.Items;
        if (IsOneOf(input))
        {
            var only = random.Pick(fields);
            return $"{{{only.Name.StringValue}: {NonNull(only.Type, depth)}}}";
        }

        return $"{{{string.Join(", ", fields
            .Where(field => IsRequired(field) || (depth < 3 && random.Chance(0.5)))
            .Select(field => $"{field.Name.StringValue}: {(depth > 2 ? Literal(field.Type, depth) : Value(field.Type, field.DefaultValue is not null, depth + 1))}"))}}}";
    }

    private string Scalar(string name) => name switch
    {
        "Int" => $"{random.Next(0, 21)}",
        "Float" or "Decimal" => (random.Next(0, 10_000) / 100m).ToString(CultureInfo.InvariantCulture),
        "Boolean" => random.Chance(0.5) ? "true" : "false",
        "DateTime" => "\"2026-01-31T12:00:00+02:00\"",
        "Duration" => "\"PT30S\"",
        "URL" => "\"https://a.example/x\"",
        "ID" when random.Chance(0.3) => $"{random.Next(1, 10)}",
        _ => random.Chance(0.8) ? $"\"{random.Next(1, 10)}\"" : "\"\\u0041 \\\"ä\"",
    };

    private string Json(GraphQLType type) => type switch
    {
        GraphQLNonNullType nonNull => NonNullJson(nonNull.Type),
        _ when random.Chance(0.15) => "null",
        _ => NonNullJson(type),
    };

    private string NonNullJson(GraphQLType type)
    {
        if (type is GraphQLListType list)
        {
            return random.Chance(0.2) && Inner(list.Type) is not GraphQLListType ? NonNullJson(Inner(list.Type)) : $"[{string.Join(", ", Enumerable.Range(0, random.Next(0, 4)).Select(_ => Json(list.Type)))}]";
        }

        var name = SdlIndex.NamedType(type);
        if (sdl.Inputs.TryGetValue(name, out var input))
        {
            var oneOf = IsOneOf(input) ? random.Pick(input.Fields!.Items) : null;
            return $"{{{string.Join(", ", input.Fields!.Items
                .Where(field => oneOf is null ? IsRequired(field) || random.Chance(0.4) : field == oneOf)
                .Select(field => $"\"{field.Name.StringValue}\": {(oneOf is null ? Json(field.Type) : NonNullJson(field.Type))}"))}}}";
        }

        return sdl.Enums.TryGetValue(name, out var values) ? JsonSerializer.Serialize(random.Pick(values.Values!.Items).Name.StringValue) : Scalar(name);
    }

    private static GraphQLType Inner(GraphQLType type) => type is GraphQLNonNullType nonNull ? nonNull.Type : type;

    private static bool IsOneOf(GraphQLInputObjectTypeDefinition input) => input.Directives?.Items.Exists(directive => directive.Name.Value == "oneOf") == true;

    private static bool IsRequired(GraphQLInputValueDefinition value) => value.Type is GraphQLNonNullType && value.DefaultValue is null;

    public static string TypeText(GraphQLType type) => type switch
    {
        GraphQLNonNullType nonNull => $"{TypeText(nonNull.Type)}!",
        GraphQLListType list => $"[{TypeText(list.Type)}]",
        _ => SdlIndex.NamedType(type),
    };
}
