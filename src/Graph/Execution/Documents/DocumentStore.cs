using BitFaster.Caching.Lru;
using Graph.Domains.Abstractions;
using Graph.Execution.Results;
using Graph.Execution.Schema;
using Graph.Telemetry;
using GraphQL;
using GraphQL.Instrumentation;
using GraphQL.Types;
using GraphQL.Validation;
using GraphQLParser.AST;
using Microsoft.Extensions.Options;

namespace Graph.Execution.Documents;

/// <summary>Text to valid document: parsed and validated once, then kept. What depends on variables is checked for each request, elsewhere.</summary>
/// <remarks>Keyed by the text itself, which a document keeps alive anyway: two texts can never be taken for one another.
/// Invalid documents are not kept; they are found out cheaply, limits first.</remarks>
internal sealed class DocumentStore
{
    private readonly ISchema _schema;
    private readonly SchemaModel _model;
    private readonly FieldTypes _types;
    private readonly HashSet<OperationType> _roots;
    private readonly LimitOptions _limits;
    private readonly DocumentValidator _validator = new();
    private readonly ConcurrentLru<string, PreparedDocument> _documents;

    public DocumentStore(ISchema schema, SchemaModel model, IOptions<LimitOptions> limits)
    {
        _schema = schema;
        _model = model;
        _limits = limits.Value;
        _types = new FieldTypes(model.Index);
        _roots = [.. Enum.GetValues<OperationType>().Where(root => model.Index.Objects.ContainsKey(root.ToString()))];
        _documents = new ConcurrentLru<string, PreparedDocument>(_limits.CachedDocuments);
        GraphTelemetry.Meter.CreateObservableGauge("graph.documents.cached", () => _documents.Count, "{document}", "Documents kept ready to run.");
    }

    public int Count => _documents.Count;

    public async ValueTask<DocumentResult> GetAsync(string text, CancellationToken cancellation)
    {
        if (_documents.TryGet(text, out var known))
        {
            return known;
        }

        var parsed = DocumentParser.Parse(text, _limits);
        if (parsed.Document is not { } document)
        {
            return parsed;
        }

        if ((DocumentLimits.Check(document, _limits) ?? FragmentSpreads.Check(document, _limits) ?? OperationShape.Check(document, _types, _limits)) is { } error)
        {
            return error;
        }

        var errors = WithoutRootType(document);
        errors = errors.Count > 0 ? errors : await ValidateAsync(document, cancellation);
        if (errors.Count > 0)
        {
            return new DocumentResult(null, errors);
        }

        foreach (var operation in document.Operations)
        {
            document.Remember(operation, OperationPlanner.Plan(_model, _types, document, operation));
        }

        if (text.Length <= _limits.CachedDocumentLength)
        {
            _documents.AddOrUpdate(text, document);
        }

        return document;
    }

    /// <summary>GraphQL.NET finds out only when it runs: it has no type to check such an operation's fields against.</summary>
    private IReadOnlyList<GraphError> WithoutRootType(PreparedDocument document) =>
    [
        .. document.Operations
            .Where(operation => !_roots.Contains(operation.Operation))
            .Select(operation => new GraphError(ErrorCodes.ValidationFailed, $"The schema has no type '{operation.Operation}'.")
            {
                Locations = [Locations.Of(document.Ast, operation)],
            }),
    ];

    /// <summary>The specification's rules (5). Without an operation, GraphQL.NET leaves the variables' values alone.</summary>
    private async Task<IReadOnlyList<GraphError>> ValidateAsync(PreparedDocument document, CancellationToken cancellation)
    {
        var result = await _validator.ValidateAsync(new ValidationOptions
        {
            Schema = _schema,
            Document = document.Ast,
            Operation = null!,
            UserContext = new Dictionary<string, object?>(),
            Metrics = Metrics.None,
            Variables = Inputs.Empty,
            Extensions = Inputs.Empty,
            CancellationToken = cancellation,
        });
        return ErrorList.Capped(
            [.. result.Errors.Select(error => new GraphError(ErrorCodes.ValidationFailed, error.Message)
            {
                Locations = [.. (error.Locations ?? []).Select(location => new SourceLocation(location.Line, location.Column))],
            })],
            _limits.Errors);
    }
}
