namespace Graph.Upstreams.Data;

internal static class Schema
{
    public static string Sql
    {
        get
        {
            using var stream = typeof(Schema).Assembly.GetManifestResourceStream("Schema.sql")!;
            using var reader = new StreamReader(stream);
            return reader.ReadToEnd();
        }
    }
}
