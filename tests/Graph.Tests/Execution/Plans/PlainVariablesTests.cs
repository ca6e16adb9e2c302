using System.Text.Json;
using Graph.Execution.Documents;
using Graph.Execution.Plans;
using GraphQL;
using GraphQL.Types;
using GraphQL.Validation;
using GraphQLParser;
using GraphQLParser.AST;
using Microsoft.Extensions.DependencyInjection;

namespace Graph.Tests.Execution.Plans;

/// <summary>Variables that are taken over as they are have the values that GraphQL.NET gives them.</summary>
public sealed class PlainVariablesTests : IAsyncDisposable
{
    private const string Fields = "items(id: ID, ids: [ID!], count: Int, on: Boolean, text: String, rows: [[Int]!])";

    private static readonly string[] Types =
        ["ID", "ID!", "Int", "Int!", "Boolean", "Boolean!", "String", "String!", "[ID!]", "[ID]!", "[Int!]!", "[[Int]!]", "[[String!]]", "Float", "Int = 3"];

    private static readonly string[] Values =
        ["null", "1", "1.5", "99999999999", "true", "\"a\"", "\"\"", "[]", "[1]", "[null]", "[\"a\", \"b\"]", "[[1, null], []]", "[[\"x\"]]", "{}", "[1, \"a\"]"];

    private readonly ServiceProvider _services = new TestGraph($"extend type Query {{ {Fields}: [Item!] }} type Item {{ id: ID! name: String! }}")
        .Type<Item>("Item").Query<IReadOnlyList<Item>>("items", _ => new Item[] { new("1") }).Services();

    [Fact]
    public async Task Coerce_AnyValue_IsAsGraphQLNetHasIt()
    {
        var taken = 0;
        foreach (var type in Types)
        {
            foreach (var value in Values.Append(null))
            {
                var inputs = new Inputs(value is null ? [] : JsonValues.ToDictionary(JsonElement.Parse($$"""{"v": {{value}}}""")));
                var document = Parser.Parse($"query($v: {type}) {{ items {{ id }} }}");
                var operation = document.Definitions.OfType<GraphQLOperationDefinition>().Single();
                var schema = _services.GetRequiredService<ISchema>();
                var context = new ValidationContext { Schema = schema, Document = document, Operation = operation, Variables = inputs };
                var expected = await context.GetVariablesValuesAsync();

                var plain = PlainVariables.Of([.. operation.Variables!.Items], schema)?.TakeOver(inputs);

                taken += plain is null ? 0 : 1;
                if (plain is not null)
                {
                    Assert.True(expected.Errors is null or { Count: 0 }, $"{type} {value} is refused by GraphQL.NET");
                    Assert.Equal($"{type} {value}: {Told(expected.Variables)}", $"{type} {value}: {Told(plain)}");
                }
            }
        }

        Assert.Equal(38, taken); // each that has its type's form, counted by hand
    }

    public ValueTask DisposeAsync() => _services.DisposeAsync();

    private static string Told(Variables variables) =>
        variables.Find("v") is { ValueSpecified: true } variable ? JsonSerializer.Serialize(variable.Value) : "not given";
}
