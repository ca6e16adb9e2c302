using Graph.Execution.Binding;
using Graph.Execution.Schema;
using GraphQL.Resolvers;
using GraphQL.Types;

namespace Graph.TestKit.Stock;

/// <summary>The graph's schema with a resolver for every field, for GraphQL.NET to run itself.</summary>
internal static class StockSchema
{
    public static ISchema Create(SchemaModel model, TypeRegistry registry)
    {
        var schema = SchemaFactory.Create(model, registry);
        foreach (var (name, definition) in model.Index.Objects.Where(type => type.Key != "Subscription")) // nothing here runs these
        {
            var type = (IObjectGraphType)schema.AllTypes[name]!;
            foreach (var field in definition.Fields?.Items ?? [])
            {
                type.Fields.Find(field.Name.StringValue)!.Resolver = Resolver(registry.Types[name], field.Name.StringValue);
            }
        }

        return schema;
    }

    private static IFieldResolver Resolver(TypeBinding type, string field) => type.Fields.GetValueOrDefault(field) switch
    {
        BatchBinding batch => new BatchResolver(batch),
        MutationBinding mutation => new MutationResolver(mutation),
        ValueBinding value => new ValueResolver(PropertyReader.Of(value.Getter)),
        _ => new ValueResolver(PropertyReader.Of(ClrProperties.Find(type.ClrType, field)!)),
    };
}
