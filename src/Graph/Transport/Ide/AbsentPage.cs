namespace Graph.Transport.Ide;

/// <summary>What a browser gets where the build found no npm.</summary>
internal static class AbsentPage
{
    public const string Html = """
        <!doctype html>
        <html lang="en">
        <head>
          <meta charset="utf-8">
          <meta name="viewport" content="width=device-width, initial-scale=1">
          <title>Graph</title>
          <style>body { font: 16px/1.5 system-ui, sans-serif; max-width: 42rem; margin: 4rem auto; padding: 0 1rem } code { background: #8882; padding: .1em .3em }</style>
        </head>
        <body>
          <h1>The graph is here, its IDE is not</h1>
          <p>The IDE is an npm package, and npm was not there when the server was built. With Node.js installed, build it again:</p>
          <p><code>dotnet build src/Graph -c Release</code></p>
          <p>The endpoint works without it: send a <code>POST</code> with <code>{"query": "{ __typename }"}</code> to this address,
             or read the schema at <a href="schema.graphql">schema.graphql</a>.</p>
        </body>
        </html>
        """;
}
