using Graph.Execution.Binding;
using Graph.Execution.Schema.Scalars;
using GraphQLParser.AST;

namespace Graph.Execution.Schema.Rules;

/// <summary>Every type that the SDL names exists, and every custom scalar has an implementation.</summary>
internal sealed class KnownTypesRule : ISchemaRule
{
    public void Check(SdlIndex sdl, TypeRegistry registry, ICollection<string> problems)
    {
        foreach (var (coordinate, type) in References(sdl).Where(reference => !sdl.Knows(reference.Type)))
        {
            problems.Add($"'{coordinate}' refers to the unknown type '{type}'.");
        }

        foreach (var scalar in sdl.Scalars.Keys.Where(scalar => !CustomScalars.Knows(scalar)))
        {
            problems.Add($"Scalar '{scalar}' has no implementation; there are {string.Join(", ", CustomScalars.Names)}.");
        }

        if (!sdl.Objects.ContainsKey("Query"))
        {
            problems.Add("No file adds a field to type 'Query'.");
        }
    }

    private static IEnumerable<(string Coordinate, string Type)> References(SdlIndex sdl) =>
        sdl.Objects.Values.SelectMany(type => OfFields(type.Name.StringValue, type.Fields, type.Interfaces))
            .Concat(sdl.Interfaces.Values.SelectMany(type => OfFields(type.Name.StringValue, type.Fields, type.Interfaces)))
            .Concat(sdl.Unions.Values.SelectMany(type =>
                (type.Types?.Items ?? []).Select(member => (type.Name.StringValue, member.Name.StringValue))))
            .Concat(sdl.Inputs.Values.SelectMany(type =>
                (type.Fields?.Items ?? []).Select(field => ($"{type.Name.StringValue}.{field.Name.StringValue}", SdlIndex.NamedType(field.Type)))));

    private static IEnumerable<(string Coordinate, string Type)> OfFields(
        string type, GraphQLFieldsDefinition? fields, GraphQLImplementsInterfaces? interfaces)
    {
        foreach (var implemented in interfaces?.Items ?? [])
        {
            yield return (type, implemented.Name.StringValue);
        }

        foreach (var field in fields?.Items ?? [])
        {
            var coordinate = $"{type}.{field.Name.StringValue}";
            yield return (coordinate, SdlIndex.NamedType(field.Type));
            foreach (var argument in field.Arguments?.Items ?? [])
            {
                yield return ($"{coordinate}({argument.Name.StringValue}:)", SdlIndex.NamedType(argument.Type));
            }
        }
    }
}
