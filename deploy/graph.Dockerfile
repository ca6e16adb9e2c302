# The graph. Build from the repository's root: docker build -f deploy/graph.Dockerfile .
FROM node:24-slim AS ide
WORKDIR /ide
COPY web/ide/package.json web/ide/package-lock.json web/ide/.npmrc ./
RUN npm ci --ignore-scripts --no-audit --no-fund

FROM mcr.microsoft.com/dotnet/sdk:10.0 AS build
WORKDIR /source
COPY . .
COPY --from=ide /ide/node_modules web/ide/node_modules
RUN dotnet publish src/Graph -c Release -o /app

FROM mcr.microsoft.com/dotnet/aspnet:10.0
WORKDIR /app
COPY --from=build /app .
ENV ASPNETCORE_HTTP_PORTS=5000
EXPOSE 5000
USER $APP_UID
ENTRYPOINT ["dotnet", "Graph.dll"]
